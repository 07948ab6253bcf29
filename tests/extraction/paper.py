"""Pages of words with plausible boxes, typed by hand: A4, 12 points, margins left and right."""

from luutru.extraction.script import PageWords
from luutru.records.words import PlacedWord

LEFT, RIGHT, MIDDLE = 1400, 9100, 5250
LETTER, HEIGHT, PITCH = 95, 130, 200
GUTTER = 300


class Paper:
    """Types from top to bottom; paragraphs are broken into lines as a typesetter would."""

    def __init__(self, top=700, confidence=95):
        self.words = []
        self.done = []
        self.y = top
        self.confidence = confidence

    def centre(self, *lines):
        for line in lines:
            self._centred(line, LEFT, RIGHT)
        return self.gap()

    def right(self, line):
        self._line(line, RIGHT - width(line))
        return self.gap()

    def text(self, *paragraphs):
        for paragraph in paragraphs:
            for line in broken(paragraph, RIGHT - LEFT):
                self._line(line, LEFT)
            self.gap(60)
        return self

    def columns(self, left, right):
        """Set two paragraphs side by side; the words of the left one are read first."""
        top = self.y
        halves = (LEFT, MIDDLE - GUTTER // 2), (MIDDLE + GUTTER // 2, RIGHT)
        ends = []
        for paragraph, (begin, end) in zip((left, right), halves, strict=True):
            self.y = top
            for line in broken(paragraph, end - begin):
                self._line(line, begin)
            ends.append(self.y)
        self.y = max(ends)
        return self.gap(60)

    def blocks(self, *blocks):
        """Set centred blocks side by side, read line by line across, as recognition may do."""
        top, share = self.y, (RIGHT - LEFT) // len(blocks)
        for row in range(max(map(len, blocks))):
            for number, block in enumerate(blocks):
                self.y = top + row * PITCH
                if row < len(block):
                    begin = LEFT + number * share
                    self._centred(block[row], begin, begin + share)
        self.y = top + max(map(len, blocks)) * PITCH
        return self.gap()

    def gap(self, height=150):
        self.y += height
        return self

    def page(self):
        self.done.append(PageWords(len(self.done) + 1, tuple(self.words)))
        self.words, self.y = [], 700
        return self

    @property
    def pages(self):
        return [*self.done, PageWords(len(self.done) + 1, tuple(self.words))]

    def _centred(self, line, begin, end):
        self._line(line, (begin + end - width(line)) // 2)

    def _line(self, line, x):
        for word in line.split():
            box = (x, self.y, x + width(word), self.y + HEIGHT)
            self.words.append(PlacedWord(word, *box, self.confidence))
            x += width(word) + LETTER
        self.y += PITCH


def width(text):
    return LETTER * len(text)


def broken(paragraph, measure):
    lines = [""]
    for word in paragraph.split():
        longer = f"{lines[-1]} {word}".strip()
        if width(longer) > measure and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def values(extraction, field):
    """Return the values proposed for a field, the likeliest first."""
    return [proposal.value for proposal in extraction.proposals if proposal.field == field]
