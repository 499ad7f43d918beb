"""The oldest browsers that the site promises to work in, and what of it each new version brought.

Data alone. Syntax is esbuild's to check (installed.py); of what a browser offers, tests compare
our code with these tables. Their versions are those of MDN's browser-compat-data 8.1.9, compared on
2026-11-27.
"""

SUPPORTED = {"chrome": "109", "edge": "109", "firefox": "121", "safari": "16.4", "ios": "16.4"}
# What the form can't do without: a pattern of our code, and the first Chrome, Firefox and Safari.
NEEDED = {
    r'type="importmap"': ("89", "108", "16.4"),
    r"'wasm-unsafe-eval'": ("97", "102", "16"),
    r"<dialog ": ("37", "98", "15.4"),
    r"\bDecompressionStream\b": ("80", "113", "16.4"),
    r":has\(": ("105", "121", "15.4"),
    r"\.replaceChildren\(": ("86", "78", "14"),
    r"\.replaceAll\(": ("85", "77", "13.1"),
    r"\bPromise\.allSettled\(": ("76", "71", "13"),
    r"\bObject\.fromEntries\(": ("73", "63", "12.1"),
}
# What came later, and nothing here may use.
LATER = {
    r"\bPromise\.withResolvers\b": ("119", "121", "17.4"),
    r"\bPromise\.try\b": ("128", "134", "18.2"),
    r"\b(?:Object|Map)\.groupBy\b": ("117", "119", "17.4"),
    r"\bArray\.fromAsync\b": ("121", "115", "16.4"),
    r"\.to(?:Sorted|Reversed|Spliced)\(": ("110", "115", "16"),
    r"\bURL\.canParse\(": ("120", "115", "17"),
    r"\bURL\.parse\(": ("126", "126", "18"),
    r"\bRegExp\.escape\b": ("136", "134", "18.2"),
    r"\bAbortSignal\.any\b": ("116", "124", "17.4"),
    r"\.(?:union|intersection|difference|isSubsetOf|isSupersetOf)\(": ("122", "127", "17"),
    r"\bfromBase64\(|\.toBase64\(": ("140", "133", "18.2"),
    r"\bstartViewTransition\b": ("111", "144", "18"),
    r"\bpopover\b|\bshowPopover\b": ("114", "125", "17"),
    r"\brequestClose\b|\bclosedby\b": ("134", "139", "18.4"),
    r"\blight-dark\(": ("123", "120", "17.5"),
    r"\bcolor-mix\(": ("111", "113", "16.2"),
    r"@starting-style\b": ("117", "129", "17.5"),
}
