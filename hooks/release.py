"""What goes out with a site so that anyone can check it: pure functions, data in, text out.

`tools/verify.py` reads what this module writes; MkDocs isn't known here.
"""

import json
import re

import settings

MANIFEST = "release.json"
SUMS = "SHA256SUMS"
FORMAT = "selfcheck-release"
VERSION = 1
FIELDS = ["format", "version", "commit", "modified", "site_version", "edition", "site_url"]
RULE = "=" * 80


def manifest(commit, modified, site_version, edition, site_url):
    """Return what a build says of itself, as plain data.

    `commit` is the full hash of the commit that the sources are of, or None where git doesn't
    know; `modified` tells whether they differ from it. A site is called by its commit only if
    they don't.
    """
    values = [FORMAT, VERSION, commit, modified, site_version, edition, site_url]
    return dict(zip(FIELDS, values, strict=True))


def read_manifest(text):
    """Return the manifest in `text`; raise ValueError, saying what is wrong with it.

    It may come from anywhere. Of what is returned, `commit` is None or 40 hexadecimal digits, and
    `site_url` is empty or an address (see `settings`); neither can be taken for an option.
    """
    try:
        read = json.loads(text)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    if not isinstance(read, dict) or list(read) != FIELDS:
        raise ValueError(f"its fields must be {', '.join(FIELDS)}")
    if (read["format"], read["version"]) != (FORMAT, VERSION):
        raise ValueError(f"it must be {FORMAT}, version {VERSION}")
    if not isinstance(read["modified"], bool):
        raise ValueError("modified must be true or false")
    if read["commit"] is not None and not _is(r"[0-9a-f]{40}", read["commit"]):
        raise ValueError("commit must be a full hash, or null")
    for name in ("site_version", "edition"):
        if not settings.is_name(read[name]):
            raise ValueError(f"{name} must be a short name")
    if read["site_url"] != "" and not settings.is_address(read["site_url"]):
        raise ValueError("site_url must be an address, or empty")
    return read


def repository(site_url):
    """Return where the sources of a site on GitHub Pages usually are; "" for any other address."""
    found = re.fullmatch(r"https://([\w-]+)\.github\.io/(?:([\w.-]+)/)?", site_url, re.ASCII)
    if not found:
        return ""
    owner, name = found.groups()
    return f"https://github.com/{owner}/{name or f'{owner}.github.io'}"


def written(data):
    """Return plain data as the text of a JSON file."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def sums(digests):
    """Return the text of SHA256SUMS, as `sha256sum --check` reads it.

    `digests` maps each file, by its path in the site, to its SHA-256 in hexadecimal.
    """
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(digests.items()))


def read_sums(text):
    """Return the paths that a SHA256SUMS names; what isn't a line of one is passed over."""
    return re.findall(r"^[0-9a-f]{64}  ([^\n]{1,1000})$", text, re.MULTILINE)


def bundled(source_map):
    """Return the npm packages that a script was bundled from, by what its source map says.

    Each is the path of its folder in node_modules; a package within a package keeps both names.
    """
    package = r"(?:@[^/]+/)?[^/]+"
    inside = re.compile(rf"node_modules/({package}(?:/node_modules/{package})*)/")
    found = (inside.search(source) for source in json.loads(source_map)["sources"])
    return sorted({match[1] for match in found if match})


def licences(lead, packages):
    """Return the text of licences.txt: after the `lead`, each package with its licence.

    A package has `name`, `version` (None if nobody says), `within` (the package in which it
    reached us, or None) and `text`.
    """
    parts = [lead]
    for package in packages:
        title = " ".join(filter(None, [package["name"], package["version"]]))
        if package["within"]:
            title += f" ({package['within']})"
        text = "\n".join(line.rstrip() for line in package["text"].strip("\n").splitlines())
        parts.append(f"{RULE}\n{title}\n{RULE}\n\n{text}")
    return "\n\n".join(parts) + "\n"


def _is(pattern, value):
    return isinstance(value, str) and re.fullmatch(pattern, value, re.ASCII) is not None
