"""The form and all explanations as one HTML file that needs no network: pure functions.

A page opened from a folder can fetch nothing, so the file carries what the site's page loads:
modules as data: addresses in an import map, everything else for `embedded.js` to hand out.
"""

import base64
import json
import re
from urllib.parse import quote

# Everything printable that neither ends a data: address nor the script element around it.
_PLAIN = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in "\"#%<>\\") + " "
_RELATIVE = re.compile(r"""(?<=["'])\./(?=[\w.-]+\.m?js["'])""")


def import_map(modules):
    """Return the import map, JSON text, of modules given as {address from the file: code}.

    A module in a data: address has no folder: what it imports from its own goes by bare name.
    """
    bare = {address.rpartition("/")[2] for address in modules}
    imports = {}
    for address, code in modules.items():
        place = "data:text/javascript," + quote(_RELATIVE.sub("", code), safe=_PLAIN)
        imports[f"./{address}"] = imports[address.rpartition("/")[2]] = place
    return json.dumps({"imports": imports}), bare
