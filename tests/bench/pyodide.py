"""What most would write: the site's own scoring, with PyScript and Pyodide."""

import json

from pyscript import document, when
from scoring import scorer

CATALOG = json.loads(document.getElementById("catalog").textContent)
QUESTIONS = list(document.querySelectorAll(".question"))
SCORE = scorer(CATALOG)


def show():
    chosen = [question.querySelector("input:checked") for question in QUESTIONS]
    result = SCORE([radio.value if radio else None for radio in chosen])
    document.getElementById("answered").textContent = result["answered"]
    document.getElementById("progress").value = result["answered"]
    document.getElementById("total").textContent = result["total"]
    for subtotal in result["subtotals"]:
        place = document.getElementById(f"subtotal-{subtotal['id'].lower()}")
        place.textContent = subtotal["points"]
    missing = ", ".join(f"No.{number}" for number in result["unanswered"])
    document.getElementById("verdict").textContent = result["band"] or missing


@when("change", "#selfcheck")
def on_change(_event):
    show()


show()
document.documentElement.setAttribute("data-engine", "ready")
