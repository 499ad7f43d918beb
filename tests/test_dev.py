"""dev.py: what its tasks run doesn't depend on variables and files that it doesn't know."""

import ast
import contextlib
import hashlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import dev

ROOT = Path(__file__).parent.parent
HOSTILE = [
    "npm_config_ignore_scripts", "NPM_CONFIG_IGNORE_SCRIPTS", "npm_config_ignore-scripts",
    "npm_config_node_options", "npm_config_script_shell", "npm_config_prefix", "npm_config_omit",
    "npm_config_package_lock", "npm_config_before", "npm_config_git", "NODE_OPTIONS", "NODE_PATH",
    "NODE_ENV", "NODE_TLS_REJECT_UNAUTHORIZED", "PIP_REQUIREMENT", "PIP_CONSTRAINT", "PIP_TARGET",
    "PIP_PREFIX", "PIP_USER", "PIP_ROOT", "PIP_PRE", "PIP_NO_BINARY", "PIP_REQUIRE_HASHES",
    "PIP_PYTHON", "PIP_DRY_RUN", "UV_CONSTRAINT", "UV_OVERRIDE", "UV_BUILD_CONSTRAINT",
    "UV_NO_VERIFY_HASHES", "UV_CONFIG_FILE", "UV_SYSTEM_PYTHON", "UV_PYTHON", "UV_PRERELEASE",
    "UV_INDEX_STRATEGY", "PYTHONPATH", "PYTHONHOME", "PYTHONSTARTUP", "PYTHONWARNINGS",
    "PYTHONOPTIMIZE", "PYTHONUSERBASE", "PYTHONINSPECT", "PYTHONBREAKPOINT", "PYTHONPLATLIBDIR",
    "PYTEST_ADDOPTS", "PYTEST_PLUGINS", "PAGEFIND_EXCLUDE_SELECTORS", "ESBUILD_BINARY_PATH",
    "RUFF_CONFIG", "ZIZMOR_CONFIG", "GIT_DIR", "GIT_WORK_TREE", "GIT_CONFIG_COUNT",
    "GIT_SSH_COMMAND", "GIT_OBJECT_DIRECTORY", "VIRTUAL_ENV", "BIOME_CONFIG_PATH",
]  # fmt: skip
USEFUL = [
    "PATH", "HOME", "LANG", "TZ", "TMPDIR", "SITE_URL", "HTTPS_PROXY", "no_proxy", "SSL_CERT_FILE",
    "REQUESTS_CA_BUNDLE", "GIT_SSL_CAINFO", "NODE_EXTRA_CA_CERTS", "npm_config_registry",
    "NPM_CONFIG_REGISTRY", "npm_config_//host.invalid/:_authToken", "npm_config_@us:registry",
    "npm_config_userconfig", "npm_config_cafile", "npm_config_https_proxy", "npm_config_cache",
    "PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS", "PIP_CERT", "PIP_PROXY",
    "PIP_CONFIG_FILE", "PIP_TRUSTED_HOST", "PIP_CACHE_DIR", "UV_INDEX_URL", "UV_DEFAULT_INDEX",
    "UV_INDEX_OURS_PASSWORD", "UV_NATIVE_TLS", "UV_CACHE_DIR", "PYTHONUNBUFFERED",
    "PYTHONHASHSEED", "PLAYWRIGHT_BROWSERS_PATH",
]  # fmt: skip


def test_the_environment_of_children():
    """What decides what is installed or run is left out; where packages are had stays as it was."""
    given = {name: f"value of {name}" for name in HOSTILE + USEFUL}

    assert {name: f"value of {name}" for name in USEFUL} == dev.environment(given)


def test_nothing_hostile_reaches_a_task(monkeypatch):
    """Whatever dev.py was started with, a task and its children see none of these variables."""
    seen = []
    monkeypatch.setattr(os, "environ", {**os.environ, **dict.fromkeys(HOSTILE, "x")})
    monkeypatch.setattr(sys, "argv", ["dev.py", "verify", "."])
    monkeypatch.setattr(dev, "run", lambda *_: seen.append(dict(os.environ)))
    dev.main()

    assert 1 == len(seen)
    assert set() == set(HOSTILE) & set(seen[0])
    assert "PATH" in seen[0]


@pytest.mark.parametrize(("given", "begun"), [([], ["build"]), (["--quick", "py"], [])])
def test_what_the_benchmark_measures(monkeypatch, given, begun):
    """Without a folder the site is built first; a folder is measured as it is."""
    options = vars(dev.command_line().parse_args(["bench", "--runs=3", *given]))
    steps, ran = [], []
    for name in ("set_up", "provide_browser", "once"):
        monkeypatch.setattr(dev, name, lambda *_: None)
    monkeypatch.setattr(dev, "build", lambda: steps.append("build"))
    monkeypatch.setattr(dev, "run", lambda *command: ran.append(command))
    monkeypatch.setattr(os, "environ", dict(os.environ))
    options.pop("task")(**options)
    folders = [Path(one).resolve() for one in given[1:]]

    assert begun == steps
    assert [(dev.PYTHON, "tools/bench.py", "--runs=3", *given[:1], "--", *folders)] == ran


@pytest.mark.parametrize("status", [0, 1, dev.NOTHING_CHOSEN])
def test_what_is_measured_comes_last(monkeypatch, status):
    """The audit measures when all other tests are done, one after the other, if any is chosen."""
    steps = []
    for name in ("set_up", "install_apart"):
        monkeypatch.setattr(dev, name, lambda *_: None)
    monkeypatch.setattr(dev, "run_tests", lambda *given: steps.append(given))
    monkeypatch.setattr(dev, "finished", lambda command: steps.append(command[3:]) or status)
    with pytest.raises(SystemExit) if status == 1 else contextlib.nullcontext():
        dev.audit(["chromium"], ["-x"])

    assert [
        ("not alone", ["chromium"], ["-x"]),
        ("-m", "alone", "--numprocesses=0", "--browser=chromium", "-x"),
    ] == steps


def test_places_of_pip():
    """Of what pip's files say only the places count, the more specific one before the others."""
    listing = (
        ":env:.cert='/env.pem'\n"
        "global.cert='/file.pem'\n"
        "global.index-url='https://all.invalid/simple'\n"
        "global.target='/x'\n"
        "install.index-url='https://install.invalid/simple'\n"
        "install.requirement='/evil.txt'\n"
        "download.proxy='http://other.invalid'\n"
        "install.find-links='/a\\n/b'\n"
    )

    assert {
        "PIP_CERT": "/env.pem",
        "PIP_INDEX_URL": "https://install.invalid/simple",
        "PIP_FIND_LINKS": "/a\n/b",
    } == dev.places_of_pip(listing)


@pytest.fixture
def wheel(tmp_path):
    """A package that nobody asked for, and a requirements file with its hash."""
    path = tmp_path / "evil-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("evil.py", "")
        about = "evil-1.0.dist-info/"
        file.writestr(f"{about}METADATA", "Metadata-Version: 2.1\nName: evil\nVersion: 1.0\n")
        file.writestr(
            f"{about}WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        file.writestr(f"{about}RECORD", "")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    requirements = tmp_path / "evil.txt"
    requirements.write_text(f"{path.as_uri()} --hash=sha256:{digest}\n", encoding="utf-8")
    return requirements


@pytest.mark.parametrize("way", ["variable", "file"])
def test_pip_installs_the_lock_alone(monkeypatch, tmp_path, wheel, way):
    """Neither a variable nor a configuration of pip adds a package to those of the lock."""
    configuration = tmp_path / "pip.conf"
    configuration.write_text(f"[install]\nrequirement = {wheel}\n", encoding="utf-8")
    hostile = {"PIP_REQUIREMENT": str(wheel)} if way == "variable" else {}
    hostile |= {"PIP_CONFIG_FILE": str(configuration)} if way == "file" else {}
    for name, value in dev.environment(hostile).items():
        monkeypatch.setenv(name, value)
    (tmp_path / "none.txt").write_text("", encoding="utf-8")
    ran = []
    monkeypatch.setattr(dev, "REQUIREMENTS", tmp_path)
    monkeypatch.setattr(dev, "VENV", tmp_path)
    monkeypatch.setattr(dev, "UV", None)
    monkeypatch.setattr(dev, "PYTHON", sys.executable)
    monkeypatch.setattr(
        dev, "finished", lambda *given, **variables: ran.append((*given, variables))
    )
    dev.pip_install("none")
    ((command, variables),) = ran
    command = [*(part for part in command if part != "--quiet"), "--dry-run"]
    done = subprocess.run(command, env=os.environ | variables, capture_output=True, text=True)

    assert "evil" not in done.stdout + done.stderr


@pytest.mark.skipif(not shutil.which("npm"), reason="npm isn't here")
@pytest.mark.parametrize("way", ["variable", "file"])
def test_npm_runs_no_script(monkeypatch, tmp_path, way):
    """Neither a variable nor a file of npm's lets a package run its install script."""
    script = {"preinstall": "node -e \"fs.writeFileSync('ran', '')\""}
    package = {"name": "x", "version": "0.0.0", "scripts": script}
    lock = {"name": "x", "version": "0.0.0", "lockfileVersion": 3, "packages": {"": package}}
    (tmp_path / "package.json").write_text(json.dumps(package), encoding="utf-8")
    (tmp_path / "package-lock.json").write_text(json.dumps(lock), encoding="utf-8")
    (tmp_path / ".npmrc").write_text("ignore-scripts=false\n", encoding="utf-8")
    monkeypatch.setenv("npm_config_ignore_scripts", "false")
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    if way == "file":
        monkeypatch.delenv("npm_config_ignore_scripts")
    dev.install_modules()

    assert not (tmp_path / "ran").exists()


# What serves in place of MkDocs: a process that holds the port, and another one that holds it, too.
STAND_IN = """
import socket, subprocess, sys, time
taken = socket.create_server(("127.0.0.1", {port}))
held = [taken.fileno()]
further = [sys.executable, "-c", "import time; time.sleep(60)"]
subprocess.Popen(further, pass_fds=held)
print("serving", flush=True)
time.sleep(60)
"""
SERVE = """
import sys
import dev
dev.set_up = lambda *_: None
run = dev.run
dev.run = lambda *_: run(sys.executable, "-c", {stand_in!r})
sys.argv = ["dev.py", "serve", "--port", "{port}"]
dev.main()
"""


@pytest.mark.skipif(os.name != "posix", reason="Windows ends a process without telling it")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_what_a_task_started_ends_with_it(name):
    """However serve is ended, nothing that it started holds its port any longer."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    script = SERVE.format(port=port, stand_in=STAND_IN.format(port=port))
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, **pipes) as serving:
        while serving.stdout.readline().strip() != "serving":
            assert serving.poll() is None
        serving.send_signal(getattr(signal, name))
        status = serving.wait(30)

    assert status == {"SIGTERM": 143, "SIGHUP": 129, "SIGINT": 130}[name]
    with socket.create_server(("127.0.0.1", port)):
        pass


def started(script, *arguments, **variables):
    """Run a script that drives dev.py, and return what became of it."""
    command = [sys.executable, "-c", script, *map(str, arguments)]
    environment = os.environ | variables
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)


OLD = """
import datetime, runpy, sys
sys.version_info = (3, {minor}, 1, "final", 0)
del datetime.UTC
runpy.run_path("dev.py", run_name="__main__")
"""


@pytest.mark.parametrize("minor", [6, 8, 10])
def test_an_old_python_is_told(minor):
    """An older Python gets a sentence, before anything that it doesn't know."""
    done = started(OLD.format(minor=minor))

    assert 1 == done.returncode
    assert f"dev.py needs Python 3.11 or newer; this is 3.{minor}." in done.stderr
    assert "Error" not in done.stderr


def test_an_old_python_can_read_the_file():
    """The whole file has the syntax of Python 3.6: what can't be read says nothing."""
    ast.parse((ROOT / "dev.py").read_text(encoding="utf-8"), feature_version=(3, 6))


@pytest.mark.parametrize("port", ["99999", "0", "-1", "x", "８０００", "65536"])
def test_what_is_no_port(port):
    """A port that can't be is refused with a sentence, before anything is installed."""
    done = started("import dev; dev.main()", "serve", f"--port={port}")

    assert 2 == done.returncode
    assert "is no port: choose one from 1024 to 65535" in done.stderr
    assert "Traceback" not in done.stderr


CALLED = """
import dev
dev.set_up = lambda *_: None
dev.run = lambda *command: print(*command)
dev.main()
"""


@pytest.mark.parametrize("task", ["build", "serve"])
@pytest.mark.parametrize("settings", ["mkdocs.yml", "mkdocs.en.yml"])
def test_a_file_of_settings(task, settings):
    """A task builds by mkdocs.yml, or by the file that somebody names, such as a language's."""
    named = [] if settings == "mkdocs.yml" else [f"--settings={settings}"]
    done = started(CALLED, task, *named)

    assert f"--config-file {settings}" in done.stdout


UNREACHABLE = """
import sys, pathlib, dev
dev.VENV, dev.PYTHON = pathlib.Path(sys.argv[1]), sys.executable
dev.finished = lambda command, **variables: 2
{call}
"""


@pytest.mark.parametrize(
    ("call", "lock_file"),
    [
        ("dev.pip_install('site')", "requirements/site.txt"),
        ("dev.install_modules()", "package-lock.json"),
    ],
)
def test_what_can_not_be_installed_is_said(tmp_path, call, lock_file):
    """Where an index or a registry is dead, the last lines say what to look at."""
    done = started(UNREACHABLE.format(call=call), tmp_path)

    assert 1 == done.returncode
    assert f"What {lock_file} names couldn't be installed" in done.stderr
    assert "look at the network, the proxy, and the index or registry" in done.stderr
    assert not list(tmp_path.glob("*.stamp"))


HOLD = """
import pathlib, sys, dev
dev.ROOT = pathlib.Path(sys.argv[1])
with dev.alone():
    print("in", flush=True)
    sys.stdin.read()
"""


def test_two_builds_at_once(tmp_path):
    """The second waits for the first and says so, then goes on; who is killed holds nothing."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "cwd": ROOT}
    command = [sys.executable, "-c", HOLD, tmp_path]
    with subprocess.Popen(command, **pipes) as first:
        assert "in\n" == first.stdout.readline()
        with subprocess.Popen(command, **pipes) as second:
            assert "== Waiting: another dev.py" in second.stdout.readline()
            first.kill()
            first.wait()
            assert "in\n" == second.stdout.readline()
            second.stdin.close()


def test_an_address_reaches_no_test(monkeypatch):
    """What is set for a build doesn't change the site under test, nor what tests build."""
    seen = []
    for name in dev.SETTINGS:
        monkeypatch.setenv(name, "x")
    monkeypatch.setattr(dev, "set_up", lambda *_: None)
    monkeypatch.setattr(dev, "provide_browser", lambda _: None)
    monkeypatch.setattr(dev, "run", lambda *_: seen.append(dict(os.environ)))
    dev.run_tests("not audit", ["chromium"], [])

    assert 2 == len(seen)
    assert set() == {name for given in seen for name in dev.SETTINGS if name in given}


def test_no_setting_is_left_for_a_test():
    """However pytest is started, its tests see no setting of a build."""
    if set(dev.SETTINGS) & set(os.environ):
        pytest.fail("conftest.py takes them away")
    if "AGAIN" not in os.environ:
        again = [sys.executable, "-m", "pytest", "-q", f"{__file__}::{CURRENT}", "-p", "no:xdist"]
        environment = os.environ | dict.fromkeys(dev.SETTINGS, "x") | {"AGAIN": "1"}
        done = subprocess.run(again, cwd=ROOT, env=environment, capture_output=True, text=True)

        assert 0 == done.returncode, done.stdout


CURRENT = test_no_setting_is_left_for_a_test.__name__
