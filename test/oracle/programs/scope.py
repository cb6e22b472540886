"""Where statements are being made."""


class Scope:
    """Where statements are being made: what is open, how one leaves."""

    def __init__(self, live=(), leave=None, loops=0, raw=False):
        self.live = list(live)  # (expression of the handle, closing statements)
        self.leave = leave  # code -> statements that clean up and leave
        self.loops = loops
        self.raw = raw  # something is open that nobody closes when an exception leaves

    def inner(self, **changes):
        s = Scope(self.live, self.leave, self.loops, self.raw)
        for k, v in changes.items():
            setattr(s, k, v)
        return s
