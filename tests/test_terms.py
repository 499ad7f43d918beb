"""Where a term occurs in a text."""

import pytest
import terms

TERMS = [
    {"id": "log", "name": "ログ"},
    {"id": "os", "name": "OS"},
    {"id": "vendor", "name": "ベンダー"},
    {"id": "security-vendor", "name": "セキュリティベンダー"},
    {"id": "vpn", "name": "VPN"},
    {"id": "https", "name": "HTTPS"},
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("ログを残す", ["log"]),
        ("プログラムとログイン", []),
        ("macOSとiOS", []),
        ("OSを更新し、VPNを使う", ["os", "vpn"]),
        ("VPNとOSとVPN", ["vpn", "os"]),
        ("セキュリティベンダーに聞く", ["security-vendor"]),
        ("ベンダーとセキュリティベンダー", ["vendor", "security-vendor"]),
        ("サーバーのログ", ["log"]),
        ("HTTPS通信", ["https"]),
        ("HTTPSS", []),
        ("éOS, OSы", []),
    ],
)
def test_occurring(text, expected):
    """Terms are found as words, the longest first, each once, in the order of the text."""
    assert expected == terms.occurring(TERMS, text)
