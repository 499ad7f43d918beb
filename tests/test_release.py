"""What goes out with the site for checking it: manifest, sums, bills of materials, licences."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import commit
import installed
import pytest
import release
import yaml
from cyclonedx.schema import OutputFormat, SchemaVersion
from cyclonedx.validation import make_schemabased_validator

import dev
from tools import sbom

ROOT = Path(__file__).parent.parent
SITE = ROOT / "site"
GIT, TAR, BASH = (shutil.which(name) for name in ("git", "tar", "bash"))
COMMIT = "0123456789abcdef0123456789abcdef01234567"
MANIFEST = release.manifest(COMMIT, False, "0.4.0", "ipa-25-6kajo", "https://site.invalid/copy/")


def read(path):
    return (ROOT / path).read_text(encoding="utf-8")


def files_of(site):
    """All files of a built site, by path."""
    files = (path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in files}


def test_the_manifest_is_read_as_it_was_written():
    """What is written of a build is read back as the same."""
    for manifest in (MANIFEST, MANIFEST | {"commit": None, "modified": True, "site_url": ""}):
        assert manifest == release.read_manifest(release.written(manifest))


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://me.github.io/copy/", "https://github.com/me/copy"),
        ("https://me.github.io/a_b.c/", "https://github.com/me/a_b.c"),
        ("https://me.github.io/", "https://github.com/me/me.github.io"),
        ("https://me.github.io/copy/below/", ""),
        ("https://me.github.io.example/copy/", ""),
        ("https://x.me.github.io/copy/", ""),
        ("https://example.org/me.github.io/", ""),
        ("http://127.0.0.1:8000/", ""),
        ("", ""),
    ],
)
def test_the_repository_is_named_where_the_address_tells(address, expected):
    """On GitHub Pages the address tells where the sources usually are; no other does."""
    assert expected == release.repository(address)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"commit": "--upload-pack=x"}, "full hash"),
        ({"commit": COMMIT[:7]}, "full hash"),
        ({"commit": COMMIT.upper()}, "full hash"),
        ({"commit": COMMIT + "\n"}, "full hash"),
        ({"commit": 7}, "full hash"),
        ({"commit": [COMMIT]}, "full hash"),
        ({"modified": 0}, "true or false"),
        ({"modified": None}, "true or false"),
        ({"format": "selfcheck-record"}, "selfcheck-release"),
        ({"version": 2}, "version 1"),
        ({"version": [1]}, "version 1"),
        ({"site_version": "0.4.0\x1b[31m"}, "site_version"),
        ({"site_version": "../0.4.0"}, "site_version"),
        ({"site_version": "9" * 81}, "site_version"),
        ({"edition": None}, "edition"),
        ({"site_url": "file:///etc/passwd"}, "address"),
        ({"site_url": "--help"}, "address"),
        ({"site_url": "https://a b/"}, "address"),
        ({"site_url": "https://" + "a" * 600}, "address"),
        ({"site_url": 'https://a.invalid/"><script>x</script>/'}, "address"),
        ({"site_url": "https://a@b.invalid/"}, "address"),
        ({"site_url": "https://a.invalid/?x/"}, "address"),
        ({"site_url": "https://a.invalid/#x/"}, "address"),
        ({"site_url": "https://a.invalid/%22/"}, "address"),
        ({"site_url": "https://a.invalid/../"}, "address"),
        ({"site_url": "https://a.invalid/x"}, "address"),
        ({"site_url": "https://a.invalid/x/\n"}, "address"),
        ({"site_version": "０"}, "site_version"),
        ({"site_url": None}, "address"),
        ({"more": 1}, "fields"),
    ],
)
def test_a_hostile_manifest_is_refused(change, reason):
    """A manifest with a value that it can't have is refused, and the message says which."""
    with pytest.raises(ValueError, match=reason):
        release.read_manifest(json.dumps(MANIFEST | change))


@pytest.mark.parametrize("text", ["", "[]", "null", "{}", "[" * 100_000, '"x"', "NaN"])
def test_what_is_no_manifest_is_refused(text):
    """Text that isn't a manifest at all raises ValueError, however deep it is."""
    with pytest.raises(ValueError, match=r"."):
        release.read_manifest(text)


def test_sums_name_the_files_in_order():
    """SHA256SUMS has a line for each file, sorted by path, and names are read back from it."""
    text = release.sums({"b.html": "b" * 64, "a/b.html": "a" * 64})

    assert f"{'a' * 64}  a/b.html\n{'b' * 64}  b.html\n" == text
    assert ["a/b.html", "b.html"] == release.read_sums(text + "no line\n" + "c" * 63 + "  c\n")


def test_a_package_is_known_from_a_source_map():
    """The packages of a bundle are the folders of node_modules that its source map names."""
    sources = [
        "../src/own.js",
        "../node_modules/a/x.js",
        "../node_modules/a/lib/y.js",
        "../../node_modules/@scope/b/node_modules/@scope/c/z.js",
    ]

    expected = ["@scope/b/node_modules/@scope/c", "a"]
    assert expected == release.bundled(json.dumps({"sources": sources}))


def test_the_site_names_all_its_files():
    """SHA256SUMS holds the sum of every file of the site, and of nothing else."""
    files = files_of(SITE)
    text = files.pop(release.SUMS).decode()

    assert text == release.sums({k: hashlib.sha256(v).hexdigest() for k, v in files.items()})


def test_the_site_says_which_commit_it_is():
    """The page on checking shows what release.json says, and names a modified tree as one."""
    manifest = release.read_manifest(read("site/release.json"))
    page = read("site/verify/index.html")
    texts = json.loads(read("py/texts/ja.json"))["release"]

    assert manifest["modified"] == (texts["modified"] in page or texts["unknown"] in page)
    for value in (manifest["commit"], manifest["site_version"], manifest["edition"]):
        assert value is None or value in page


def test_a_copy_without_git_names_no_commit(tmp_path):
    """Sources outside of a repository, or in a folder of another one, have no commit."""
    assert (None, True) == commit.commit_of(tmp_path)
    assert (None, True) == commit.commit_of(ROOT / "hooks")


def test_a_changed_tree_is_called_modified(tmp_path):
    """A clone as it was committed isn't modified; with one more file or another byte it is."""
    clone = tmp_path / "clone"
    subprocess.run([GIT, "clone", "--quiet", "--shared", ROOT, clone], check=True)
    name, modified = commit.commit_of(clone)

    assert re.fullmatch("[0-9a-f]{40}", name)
    assert not modified
    (clone / "docs" / "one-more.md").write_text("x", encoding="utf-8")
    assert (name, True) == commit.commit_of(clone)
    (clone / "docs" / "one-more.md").unlink()
    assert (name, False) == commit.commit_of(clone)
    (clone / "README.md").write_text("x", encoding="utf-8")
    assert (name, True) == commit.commit_of(clone)


@pytest.mark.parametrize("place", ["variable", "file", "folder", "system"])
def test_no_setting_of_the_user_hides_a_change(monkeypatch, tmp_path, place):
    """What the user has git overlook everywhere counts as a change all the same."""
    clone, home = tmp_path / "clone", tmp_path / "home"
    subprocess.run([GIT, "clone", "--quiet", "--shared", ROOT, clone], check=True)
    (home / "git").mkdir(parents=True)
    ignored, configured = home / "git" / "ignore", home / "git" / "config"
    ignored.write_text("one-more.md\n", encoding="utf-8")
    configured.write_text(f'[core]\n\texcludesFile = "{ignored.as_posix()}"\n', encoding="utf-8")
    if place == "variable":
        monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
        monkeypatch.setenv("GIT_CONFIG_KEY_0", "core.excludesFile")
        monkeypatch.setenv("GIT_CONFIG_VALUE_0", str(ignored))
    elif place == "file":
        monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(configured))
    elif place == "system":
        monkeypatch.setenv("GIT_CONFIG_SYSTEM", str(configured))
    else:
        configured.unlink()
        monkeypatch.setenv("XDG_CONFIG_HOME", str(home))
    (clone / "docs" / "one-more.md").write_text("x", encoding="utf-8")

    assert commit.commit_of(clone)[1]


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid(), reason="only root gives a file away")
def test_a_clone_of_another_owner_is_read(tmp_path):
    """Who builds runs the folder's code already, so git may read it whoever owns it."""
    clone = tmp_path / "clone"
    subprocess.run([GIT, "clone", "--quiet", "--shared", ROOT, clone], check=True)
    for path in [clone, *clone.rglob("*")]:
        os.chown(path, 65534, 65534, follow_symlinks=False)

    assert commit.commit_of(ROOT)[0] == commit.commit_of(clone)[0]


def test_another_environment_builds_the_same_bytes(tmp_path):
    """Another time zone, locale, hash seed, umask and day of the build change no byte."""
    elsewhere = tmp_path / "another place" / "site"
    manifest = json.loads(read("site/release.json"))
    state = (manifest["commit"], manifest["modified"])
    assert commit.commit_of(ROOT) == state, "site/ is of another state: build it first"
    environment = {
        **os.environ,
        "SITE_URL": manifest["site_url"],
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
        "LANG": "C",
        "PYTHONHASHSEED": "7",
        "SOURCE_DATE_EPOCH": "86400",
        "TMPDIR": str(tmp_path),
    }
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", elsewhere],
        cwd=ROOT,
        env=environment,
        check=True,
        **({"umask": 0o077} if os.name == "posix" else {}),
    )
    ours, theirs = files_of(SITE), files_of(elsewhere)

    assert sorted(ours) == sorted(theirs)
    assert [] == [path for path in ours if ours[path] != theirs[path]]


def test_the_environment_decides_no_policy(monkeypatch):
    """`dev.py build` leaves policies and offline use to mkdocs.yml, whatever is set around it."""
    found = []
    monkeypatch.setenv("POLICIES", "false")
    monkeypatch.setenv("OFFLINE", "false")
    monkeypatch.setattr(dev, "set_up", lambda *_: None)
    monkeypatch.setattr(dev, "run", lambda *_: found.append(dict(os.environ)))
    dev.build()

    assert 1 == len(found)
    assert set() == {"POLICIES", "OFFLINE"} & set(found[0])


@pytest.mark.skipif(sys.platform != "linux", reason="the step runs on Linux, with GNU's tools")
def test_only_the_files_of_the_sums_are_signed(tmp_path):
    """The step before signing fails unless the artifact has the files of its sums and no other."""
    steps = yaml.safe_load(read(".github/workflows/pages.yml"))["jobs"]["attest"]["steps"]
    script = next(step["run"] for step in steps if "run" in step)

    def status(name, change):
        site, work = tmp_path / name / "built", tmp_path / name / "work"
        shutil.copytree(SITE, site)
        work.mkdir()
        change(site)
        subprocess.run([TAR, "-C", site, "-cf", work / "artifact.tar", "."], check=True)
        return subprocess.run([BASH, "-e", "-c", script], cwd=work).returncode

    assert 0 == status("same", lambda _: None)
    subjects = read(tmp_path / "same" / "work" / "subjects")
    assert sorted(files_of(SITE)) == sorted(release.read_sums(subjects))
    assert 1 == status("more", lambda site: (site / "spy.js").write_bytes(b"x"))
    assert 1 == status("link", lambda site: (site / "spy.js").symlink_to("sw.js"))
    assert 1 == status("less", lambda site: (site / "sw.js").unlink())
    assert 1 == status("other", lambda site: (site / "sw.js").write_bytes(b"x"))


def locked_by_pip(path):
    """The (name, version) of everything in a lock of requirements/."""
    return set(re.findall(r"^([^\s#=]+)==(\S+)", read(path), re.MULTILINE))


def locked_by_npm():
    """The (name, version) of everything in package-lock.json."""
    packages = json.loads(read("package-lock.json"))["packages"]
    return {
        (path.rpartition("node_modules/")[2], package["version"])
        for path, package in packages.items()
        if path
    }


@pytest.mark.parametrize("kind", ["python", "npm"])
def test_the_bill_of_materials_is_that_of_the_lock(kind):
    """A bill names exactly the packages of its lock; else run tools/sbom.py."""
    expected = locked_by_pip("requirements/site.txt") if kind == "python" else locked_by_npm()
    bill = json.loads(read(f"site/sbom/{kind}.cdx.json"))
    named = [(part["name"], part["version"]) for part in bill["components"]]

    assert sorted(expected) == sorted(named)


@pytest.mark.parametrize("kind", ["python", "npm"])
def test_the_bill_of_materials_is_valid(kind):
    """A bill is valid CycloneDX, and names no address but its schema's and no time."""
    text = read(f"requirements/{kind}.cdx.json")
    bill = json.loads(text)
    version = SchemaVersion.from_version(bill["specVersion"])

    assert None is make_schemabased_validator(OutputFormat.JSON, version).validate_str(text)
    assert [bill["$schema"]] == re.findall(r"https?://[^\"]*", text)
    assert "timestamp" not in text


def test_a_bill_is_stable():
    """Time, serial number, addresses and line numbers don't reach a bill; its edges stay."""
    part = {"bom-ref": "L3", "name": "b", "version": "1", "purl": "pkg:npm/b@1"}
    other = {"bom-ref": "L9", "name": "a", "version": "2", "purl": "pkg:npm/a@2"}
    made = {
        "serialNumber": "urn:uuid:1",
        "metadata": {"timestamp": "now", "component": {"bom-ref": "old", "version": "0"}},
        "components": [part | {"externalReferences": [{"url": "https://a.invalid/"}]}, other],
        "dependencies": [
            {"ref": "old", "dependsOn": ["L3"]},
            {"ref": "L3", "dependsOn": ["L9"]},
            {"ref": "L9"},
        ],
    }

    expected = {
        "metadata": {"component": {"type": "application", "name": "site", "bom-ref": "site"}},
        "components": [
            other | {"bom-ref": "pkg:npm/a@2"},
            part | {"bom-ref": "pkg:npm/b@1"},
        ],
        "dependencies": [
            {"ref": "pkg:npm/b@1", "dependsOn": ["pkg:npm/a@2"]},
            {"ref": "site", "dependsOn": ["pkg:npm/b@1"]},
        ],
    }
    assert expected == sbom.stable(made, "site")


def test_the_licences_name_what_the_site_serves():
    """licences.txt has each package that the site was made of, with the licence's own words."""
    text = read("site/licences.txt")
    versions = dict(locked_by_npm() | locked_by_pip("requirements/site.txt"))

    for name in (
        "@pyscript/core",
        "@micropython/micropython-webassembly-pyscript",
        "age-encryption",
        "docx",
        "mkdocs-material",
        "pagefind",
    ):
        assert f"\n{name} {versions[name]}\n" in text
    for part in (
        "polyscript (in @pyscript/core)",
        "material-design-color (in mkdocs-material)",
        "events (in docx)",
    ):
        assert f"\n{part}\n" in text
    assert "rxjs" not in text
    for notice in (
        "Copyright (c) 2022-present, PyScript Development Team",
        "Damien P. George",
        "Copyright 2023 The age Authors",
        "Copyright (c) 2016 Dolan",
        "Copyright Joyent, Inc. and other Node contributors.",
        "Copyright (c) 2016-2025 Martin Donath",
        "Copyright 2022 CloudCannon",
    ):
        assert notice in text


def test_what_docx_carries_within_itself_is_known():
    """The packages that docx says it was joined with are those whose licences go out with it."""
    text = (installed.NODE / "docx/dist/index.mjs").read_text(encoding="utf-8")
    marked = re.findall(r"^// (?:node_modules/|\\0)(@?[^/@]+)[/@]", text, re.MULTILINE)
    # These stand in it without a mark of their own.
    unmarked = {
        "@babel/helpers": "@babel/helpers - typeof",
        "events": "function EventEmitter(",
        "stream-browserify": "Adapted from stream-browserify",
    }

    named = {name.replace("+", "/") for name in marked} | {*unmarked}
    assert {*installed.WITHIN["docx"]} == named
    assert [] == [sign for sign in unmarked.values() if sign not in text]
    notices = re.findall(r"^\W*(Copyright.*)$", text, re.MULTILINE)
    assert ["Copyright Joyent, Inc. and other Node contributors."] == notices[:1]
    assert ["Copyright (c) James Halliday"] == notices[1:]


def test_nothing_is_served_that_no_page_needs():
    """No map of sources, no packed sitemap, no script of the theme, no other search is served."""
    named = release.read_sums(read("site/SHA256SUMS"))

    assert [] == [path for path in named if re.search(r"\.map$|\.gz$|favicon", path)]
    scripts = {path for path in named if re.search(r"\.m?js$", path) and "/pyscript/" not in path}
    ours = {"sw.js", "assets/device.js", "assets/bytes.js", "assets/papers.js", "assets/word.js"}
    # The last of them is for search pages of 0.4.0 that are still open.
    assert ours | {"pagefind/pagefind-worker.js", "pagefind/pagefind.js"} == scripts
    assert "<lastmod>" not in read("site/sitemap.xml")
