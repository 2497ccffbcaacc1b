"""Processes that die of their messages and are started again, as a supervisor does it."""
import subprocess
from pathlib import Path

import newsmill
from checks import wait_for

# `newsmill run --until-caught-up` with a stage that crashes or hangs where the title says so.
POISON_SERVICE = Path(newsmill.BINARY).parent / "tests/integration/poison_service"


def run_with_restarts(configs, directory, most_deaths, seconds=300):
    """Starts a process for each configuration, and again when a signal ended it, until all have caught up; returns
    how many deaths that took. No process may live longer than `seconds`."""
    deaths, running = 0, {}

    def start(config):
        log = (directory / f"{config.stem}-{deaths}.log").open("w")
        running[config] = subprocess.Popen([POISON_SERVICE, config], stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    try:
        for config in configs:
            start(config)
        while running:
            wait_for(lambda: any(process.poll() is not None for process in running.values()), "a process ends", seconds)
            for config, process in list(running.items()):
                if process.poll() is None:
                    continue
                del running[config]
                if process.returncode == 0:
                    continue
                assert process.returncode < 0, f"status {process.returncode}; see {directory}"
                deaths += 1
                assert deaths <= most_deaths, "the poison is not recognised"
                start(config)
    finally:
        for process in running.values():
            process.kill()
            process.wait()
    return deaths
