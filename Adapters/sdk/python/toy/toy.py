"""
The toy: a utrace of threads and one lock, small but whole.

usage: toy.py [--step N | --lost-resume | --lost-resume-narrow] [--unix PATH | --tcp PORT]

--step N is the toy as it is at that step of the tutorial, 2 to 7. --lost-resume has the race of 2010 in its wide form, --lost-resume-narrow in its narrow one.
"""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

# pylint: disable=wrong-import-position
from utrace_adapter import main  # noqa: E402

from attach import Attach  # noqa: E402
from barrier import Barrier, QuickBarrier  # noqa: E402
from death import Death  # noqa: E402
from examine import Examine  # noqa: E402
from reports import Reports  # noqa: E402
from stop import LostResume, NarrowLostResume  # noqa: E402


class Toy(Examine):
    """Step 8: the whole toy offers its pause points."""

    tier = "T2"


class Step3(Reports):
    """Reports, and no stop."""

    barrier = QuickBarrier.barrier


class ToyLostResume(LostResume, Toy):
    """The toy with the race in its wide form."""

    name = "toy+lost-resume"


class ToyLostResumeNarrow(NarrowLostResume, Toy):
    """The toy with the race in its narrow form."""

    name = "toy+lost-resume-narrow"


STEPS = {"2": Attach, "3": Step3, "4": QuickBarrier, "5": Barrier, "6": Death, "7": Examine}
FAULTS = {"--lost-resume": ToyLostResume, "--lost-resume-narrow": ToyLostResumeNarrow}

if __name__ == "__main__":
    words = sys.argv[1:]
    if words[:1] == ["--step"] and len(words) > 1 and words[1] in STEPS:
        sys.exit(main(STEPS[words[1]](), words[2:]))
    if words and words[0] in FAULTS:
        sys.exit(main(FAULTS[words[0]](), words[1:]))
    sys.exit(main(Toy(), words))
