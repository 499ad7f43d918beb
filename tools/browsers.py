"""Where a browser for Playwright comes from: its own build, else the system's.

Chromium comes twice: whole, as people have it, and as its headless shell, which has the same engine
and none of what stands around a page. That takes a quarter less of the machine.

`python tools/browsers.py chromium firefox` makes sure that each of them starts.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Error, sync_playwright

SYSTEM = {
    "chromium": {
        "commands": ("chromium", "chromium-browser", "google-chrome"),
        "shell": "chromium-headless-shell",
        "packages": ("chromium", "chromium-browser"),
        "arguments": {},
    },
    "firefox": {
        "commands": ("firefox-esr", "firefox"),
        "packages": ("firefox-esr", "firefox"),
        "arguments": {"channel": "moz-firefox"},
    },
    "webkit": {"commands": (), "packages": (), "arguments": {}},
}
IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


def launch_arguments(browser, bare=False):
    """Return the arguments with which a Playwright BrowserType starts on this machine.

    With `bare`, those of the headless shell, where there is one. Raises LookupError, saying what
    to install, where there is neither Playwright's own build nor a system browser that Playwright
    can drive.
    """
    system = SYSTEM[browser.name]
    if Path(browser.executable_path).exists():
        # Playwright starts the shell of its own accord.
        return {} if bare or "shell" not in system else {"channel": browser.name}
    commands = [system["shell"]] if bare and "shell" in system else []
    path = next(filter(None, map(shutil.which, [*commands, *system["commands"]])), None)
    if path is None:
        instead = f", or install {' or '.join(system['packages'])}" if system["packages"] else ""
        command = f"{sys.executable} -m playwright install --with-deps {browser.name}"
        raise LookupError(f"There is no {browser.name} for the tests. Run: {command}{instead}")
    return {"executable_path": path, **system["arguments"]}


def ensure(browser):
    """Install a browser unless it is there, start it once, and say which one it is."""
    if not Path(browser.executable_path).exists():
        download(browser.name)
    try:
        launch_arguments(browser)
    except LookupError:
        apt_install(*SYSTEM[browser.name]["packages"])
    shell = SYSTEM[browser.name].get("shell")
    if "executable_path" in launch_arguments(browser) and shell and not shutil.which(shell):
        apt_install(shell)
    for bare in (False, True) if shell else (False,):
        arguments = launch_arguments(browser, bare)
        started = browser.launch(**arguments)
        origin = arguments.get("executable_path", "Playwright's own build")
        print(f"{browser.name} {started.version}: {origin}", flush=True)
        started.close()


def download(name):
    """Fetch Playwright's own build; where it isn't to be had, leave things as they are."""
    playwright = (sys.executable, "-m", "playwright")
    print(f"Downloading Playwright's {name}", flush=True)
    fetched = subprocess.run(
        (*playwright, "install", name),
        env={"PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": "10000", **os.environ},
        stderr=subprocess.DEVNULL,
    )
    if fetched.returncode:
        print(f"Playwright's {name} can't be had here", flush=True)
    elif sys.platform == "linux" and (IS_ROOT or os.environ.get("CI")):
        subprocess.run((*playwright, "install-deps", name))


def apt_install(*packages):
    """Install the first package that Debian or Ubuntu has, and Japanese fonts."""
    if not (packages and IS_ROOT and shutil.which("apt-get")):
        return
    print(f"Installing {' or '.join(packages)} with apt-get", flush=True)
    apt_get = ("apt-get", "--quiet=2", "--yes")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run((*apt_get, "update"), env=environment)
    for package in packages:
        install = (*apt_get, "install", "--no-install-recommends", package, "fonts-noto-cjk")
        if subprocess.run(install, env=environment).returncode == 0:
            return


def main(names):
    with sync_playwright() as playwright:
        for name in names:
            try:
                ensure(getattr(playwright, name))
            except (LookupError, Error) as error:
                sys.exit(str(error))


if __name__ == "__main__":
    main(sys.argv[1:])
