"""Pages of which nothing has changed since the last build: MkDocs doesn't make them again."""

import functools
import logging

import remembered
from jinja2 import Template

# What MkDocs makes of a page's Markdown: attributes of the page, beside its links to anchors.
RENDERED = ["content", "toc", "_title_from_render", "present_anchor_ids"]


def remember_markdown(page):
    """Have a page take the HTML of its Markdown, and MkDocs' warnings, from where it had them."""
    page.render = functools.partial(_render, page, page.render)


def _render(page, render, config, files):
    log = logging.getLogger(type(page).__module__)

    def make():
        said = []
        # It returns nothing, so nothing passes; below, all of it is said.
        log.addFilter(said.append)
        try:
            render(config, files)
        finally:
            log.removeFilter(said.append)
        links = {file.src_uri: anchors for file, anchors in (page.links_to_anchors or {}).items()}
        return {name: getattr(page, name) for name in RENDERED}, links, said

    settings = repr((config.markdown_extensions, config.mdx_configs, config.validation))
    given = page.file.src_uri, page.markdown, frozenset(files.src_uris)
    made, links, said = remembered.made(("Markdown", *given, settings), make)
    vars(page).update(made)
    page.links_to_anchors = {files.src_uris[name]: anchors for name, anchors in links.items()}
    for record in said:
        log.handle(record)


def environment(env, config):
    """Return the first build's environment of templates in the place of MkDocs' new one.

    What it made of them stays; a template whose file has changed since is read again.
    """
    given = tuple(config.theme.dirs), str(config.theme.locale)
    env = remembered.made(("Jinja", *given), lambda: env)
    env.auto_reload = True
    env.template_class = _Template
    return env


class _Template(Template):
    """A template that fills a page only once with the same."""

    def render(self, *given, **named):
        fill = functools.partial(super().render, *given, **named)
        key = dict(*given, **named).get("made_of")
        return remembered.made(key, fill) if key else fill()


def titles(files):
    """Return, as a digest, what pages may say of each other."""
    return remembered.digest([(file.url, str(file.page.title)) for file in files if file.page])


def made_of(page, *others):
    """Return all that a whole page is made of, to be `made_of` in what its template is given."""
    return "page", page.file.src_uri, page.content, str(page.toc), repr(page.meta), *others
