"""Who meddles with a migration on its way."""

from luutru.progress import Cancelled


class Meddling:
    """Does something once the work reports a label."""

    def __init__(self, label, act, *, at_end=False):
        self.label, self.act, self.at_end, self.done = label, act, at_end, False

    def report(self, done, total, label):
        if label == self.label and done and not self.done and (done == total or not self.at_end):
            self.done = True
            self.act()


def stop():
    raise Cancelled
