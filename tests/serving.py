"""Builds a copy of the tree again and again in one process, as `serve` does, and says what it took.

Started in the copy, with a folder for the site; for each line that it reads, it builds, and prints
as JSON what it started, how many pages' Markdown it converted, which templates it filled, and what
it had to say.
"""

import json
import logging
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import jinja2
import markdown
from mkdocs.commands.build import build
from mkdocs.config import load_config


class Serving:
    """Such a process, building `copy` into `site`; both are Paths."""

    def __init__(self, copy, site):
        self.site = site
        command = [sys.executable, __file__, site]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        # As dev.py serve sets them.
        environment = {**os.environ, "OFFLINE": "false", "POLICIES": "false"}
        self.process = subprocess.Popen(command, cwd=copy, env=environment, **pipes)

    def build(self):
        """Build; return what the process says of it."""
        print(file=self.process.stdin, flush=True)
        return json.loads(self.process.stdout.readline())

    def files(self):
        """Return the site's files, {path: bytes}."""
        paths = [path for path in self.site.rglob("*") if path.is_file()]
        return {path.relative_to(self.site).as_posix(): path.read_bytes() for path in paths}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait()


def main(site):
    counted = {}
    say = logging.Handler(logging.WARNING)
    say.emit = lambda record: counted["said"].append(record.getMessage())
    logging.getLogger("mkdocs").addHandler(say)

    def counting(owner, name, count):
        original = getattr(owner, name)

        def counted_too(*args, **options):
            count(*args)
            return original(*args, **options)

        setattr(owner, name, counted_too)

    def started(command, *_):
        program = "pagefind" if "pagefind" in command else Path(command[0]).name
        counted["started"][program] += 1

    counting(subprocess, "run", started)
    counting(markdown.Markdown, "convert", lambda *_: counted["converted"].append(1))
    counting(jinja2.Template, "render", lambda one, *_: counted["filled"].update([one.name]))
    for _ in sys.stdin:
        counted.update(started=Counter(), converted=[], filled=Counter(), said=[])
        config = load_config("mkdocs.yml", site_dir=site)
        config.site_url = "http://127.0.0.1:8000/"
        error = None
        try:
            build(config, serve_url=config.site_url)
        except Exception as raised:
            error = str(raised)
        told = counted | {"converted": len(counted["converted"]), "error": error}
        print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
