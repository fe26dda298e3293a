# SPDX-License-Identifier: Apache-2.0
from html.parser import HTMLParser


class Shows(HTMLParser):
    def handle_starttag(self, tag, attrs):
        print("start", tag, attrs, self.getpos(), repr(self.get_starttag_text()))

    def handle_endtag(self, tag):
        print("end", tag)

    def handle_data(self, data):
        print("data", repr(data))

    def handle_comment(self, data):
        print("comment", repr(data))

    def handle_decl(self, decl):
        print("decl", repr(decl))

    def handle_pi(self, data):
        print("pi", repr(data))

    def handle_entityref(self, name):
        print("entity", name)

    def handle_charref(self, name):
        print("char", name)


PAGE = """<!DOCTYPE html>
<html><!-- a comment --><head><title>Title &amp; more</title>
<script>if (a < b && c) { x = "<p>"; }</script><style>p > a {}</style></head>
<body class=main data-x='1' checked HREF="a&amp;b">
<p>One<br>two<br/>three &lt;tag&gt; &euro; &#8364; &#x20ac;</P>
<?php echo 1 ?>
a < b & c > d
<img src = "x.png" alt=''/>
</body></html>
tail"""
for convert in (True, False):
    parser = Shows(convert_charrefs=convert)
    parser.feed(PAGE)
    parser.close()
    print("-----")
parser = Shows()
for piece in ("<p cl", "ass='a'>te", "xt &am", "p; more</", "p><!-- c", "omment -->end"):
    parser.feed(piece)
    print("fed")
parser.close()


class Stripper(HTMLParser):
    def __init__(self):
        super().__init__()
        self.parts = []

    def handle_data(self, data):
        self.parts.append(data)

    def text(self):
        return "".join(self.parts)


stripper = Stripper()
stripper.feed("<p>Hello <b>big &amp; wide</b> world</p>")
stripper.close()
print(stripper.text())


class Links(HTMLParser):
    links = None

    def handle_starttag(self, tag, attrs):
        if tag == "a":
            self.links = (self.links or []) + [dict(attrs).get("href")]


links = Links()
links.feed('<a href="http://x/?a=1&b=2">x</a><A HREF=y>y</A><a name=z>z</a>')
print(links.links)
