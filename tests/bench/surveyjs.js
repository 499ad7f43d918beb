// What most would pick: the same questions, drawn by SurveyJS, which keeps the answers itself.
const { questions, answers } = JSON.parse(document.getElementById("survey").textContent);
const elements = questions.map((title, index) => ({
  type: "radiogroup",
  name: `q${index + 1}`,
  title,
  choices: answers.map(({ id, label }) => ({ value: id, text: label })),
}));
const points = new Map(answers.map(({ id, points }) => [id, points]));
const survey = new globalThis.Survey.Model({ elements, showNavigationButtons: false });
const show = () => {
  const total = Object.values(survey.data).reduce((sum, answer) => sum + points.get(answer), 0);
  document.getElementById("total").textContent = total;
};
survey.onValueChanged.add(show);
survey.onAfterRenderSurvey.add(() => {
  document.documentElement.dataset.engine = "ready";
});
show();
survey.render(document.getElementById("questions"));
