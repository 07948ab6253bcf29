"""Countries in names, and the countries of cities."""

import pytest

from luutru.extraction.places import country_of, country_of_city


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Tổ chức Tiêu chuẩn Quốc gia Iran", "IR"),
        ("Viện Tiêu chuẩn và Chứng nhận Quốc gia Belarus", "BY"),
        ("Viện Tiêu chuẩn Đức", "DE"),
        ("British Standards Institution", "GB"),
        ("Ủy ban Nhà nước Liên bang Nga về Tiêu chuẩn hóa", "RU"),
        ("TỔ CHỨC TIÊU CHUẨN CỘNG HÒA LIÊN BANG ĐỨC", "DE"),
        ("Bộ Công nghiệp Các Tiểu vương quốc Ả Rập Thống nhất", "AE"),
        ("Trường Đại học Cần Thơ", "VN"),
        ("Trường Đại học Hồng Đức", ""),
        ("Cục Lưu trữ Hữu nghị Ức Châu", ""),
        ("Viện Hàn lâm Khoa học", ""),
        ("IAMES", ""),
        ("Viện Nga - Đức", ""),
    ],
)
def test_a_country_is_told_where_nothing_else_can_be_meant(name, code):
    assert country_of(name) == code


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("Hà Nội", "VN"),
        ("Hà Nội, Việt Nam", "VN"),
        ("Tehran", "IR"),
        ("Min-xcơ", "BY"),
        ("thủ đô Minsk", "BY"),
        ("Béc-lin (Đức)", "DE"),
        ("Làng Mẫu", ""),
    ],
)
def test_a_city_lies_in_a_country(place, code):
    assert country_of_city(place) == code
