# SPDX-License-Identifier: Apache-2.0
import mimetypes

mimetypes.init(files=[])
for name in ("a.txt", "a.html", "dir/b.PDF", "x.tar.gz", "x.tgz", "noext", "a.unknown", "a.png.gz", "data:text/html,x", "data:,x", "a.svgz", ".txt", "a.eml", "a.jpg"):
    print(name, mimetypes.guess_type(name))
print(mimetypes.guess_extension("text/plain"), mimetypes.guess_extension("image/jpeg"), mimetypes.guess_extension("no/no"))
print(mimetypes.guess_type("a.webp", strict=False), mimetypes.guess_type("a.rtf", False))
mimetypes.add_type("application/x-own", ".own")
print(mimetypes.guess_type("f.own"), mimetypes.guess_extension("application/x-own"), mimetypes.types_map[".html"], mimetypes.encodings_map[".gz"])
