from luutru.reading.layout import in_reading_order
from luutru.reading.lines import SeenLine, SeenWord

LETTER, HEIGHT = 10, 20


def line(top, *pieces):
    """Return a line of pieces (left, text) at `top`, letters 10 wide, spaces 10, words 20 high."""
    words = []
    for left, text in pieces:
        at = left
        for word in text.split():
            words.append(SeenWord(word, at, top, at + LETTER * len(word), top + HEIGHT, 95))
            at += LETTER * (len(word) + 1)
    return SeenLine(words)


def texts(*lines):
    return [it.text for it in in_reading_order(lines)]


def test_a_letterhead_is_read_column_by_column():
    assert texts(
        line(0, (0, "TỔNG CỤC TIÊU CHUẨN"), (400, "CỘNG HÒA XÃ HỘI")),
        line(30, (0, "ĐO LƯỜNG CHẤT LƯỢNG"), (400, "Độc lập - Tự do")),
        line(60, (40, "Số: 05/BGN-TĐC")),
        line(90, (420, "Hà Nội, ngày 5")),
        line(160, (0, "Hai Bên trao đổi tiêu chuẩn và quy chuẩn kỹ thuật với nhau")),
    ) == [
        "TỔNG CỤC TIÊU CHUẨN",
        "ĐO LƯỜNG CHẤT LƯỢNG",
        "Số: 05/BGN-TĐC",
        "CỘNG HÒA XÃ HỘI",
        "Độc lập - Tự do",
        "Hà Nội, ngày 5",
        "Hai Bên trao đổi tiêu chuẩn và quy chuẩn kỹ thuật với nhau",
    ]


def test_one_wide_gap_is_enough():
    assert texts(line(0, (0, "Người ký A"), (300, "Người ký B"))) == ["Người ký A", "Người ký B"]


def test_a_narrow_gutter_counts_where_it_runs_down_several_lines():
    gutter = [(0, "có giá trị như nhau"), (232, "both being authentic")]
    assert texts(line(0, *gutter), line(30, *gutter)) == [
        *["có giá trị như nhau"] * 2,
        *["both being authentic"] * 2,
    ]
    assert len(texts(line(0, *gutter))) == 1


def test_rows_of_a_table_stay_rows():
    rows = [
        line(0, (0, "TT"), (100, "Nội dung"), (400, "Thời gian")),
        line(30, (0, "1"), (100, "Hội thảo về đo lường"), (400, "Quý 3/2021")),
        line(60, (0, "2"), (100, "Đào tạo chuyên gia")),
    ]
    assert texts(*rows) == [row.text for row in rows]


def test_amounts_beside_a_text_are_no_column():
    rows = [line(0, (0, "Hội thảo"), (400, "314.900.000")), line(30, (0, "Cộng"), (400, "900"))]
    assert texts(*rows) == [row.text for row in rows]


def test_a_spread_line_in_one_column_stays_whole():
    lines = [
        line(0, (0, "Hai Bên"), (110, "trao đổi"), (230, "tiêu chuẩn")),
        line(30, (0, "và quy chuẩn kỹ thuật")),
    ]
    assert texts(*lines) == [it.text for it in lines]


def test_columns_far_below_each_other_are_two_pairs():
    pair = [(0, "A A A"), (400, "B B B")]
    middle = line(40, (0, "một dòng dài chạy ngang qua cả trang giấy này đây"))
    assert texts(line(0, *pair), middle, line(80, *pair)) == [
        "A A A",
        "B B B",
        middle.text,
        "A A A",
        "B B B",
    ]


def test_nothing_stays_nothing():
    assert texts() == []
