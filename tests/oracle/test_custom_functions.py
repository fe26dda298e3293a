# SPDX-License-Identifier: Apache-2.0
"""Are our custom functions complete: signature, docstring, export, a row of the README, a playbook that tests them?"""

import ast
import json
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
FUNCTIONS = HERE.parents[1] / "playbooks" / "custom_functions"
KEYS = ["create_time", "custom_function_id", "description", "draft_mode", "inputs", "outputs", "platform_version", "python_version"]


class CustomFunctions(unittest.TestCase):
    def each(self):
        files = sorted(FUNCTIONS.glob("*.py"))
        self.assertTrue(files)
        for file in files:
            body = ast.parse(file.read_text(encoding="utf-8")).body
            with self.subTest(file.stem):
                self.assertEqual([type(part) for part in body], [ast.FunctionDef])
                yield file, body[0]

    def test_signatures(self):
        for file, function in self.each():
            self.assertEqual(function.name, file.stem)
            self.assertEqual(function.args.kwarg.arg, "kwargs")
            self.assertEqual(len(function.args.defaults), len(function.args.args))
            self.assertTrue(all(isinstance(value, ast.Constant) and value.value is None for value in function.args.defaults))

    def test_exports(self):
        for file, function in self.each():
            export = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
            self.assertEqual(sorted(export), KEYS)
            self.assertIs(export["draft_mode"], False)
            names = [one["name"] for one in export["inputs"]]
            self.assertEqual(names, [one.arg for one in function.args.args])
            text = ast.get_docstring(function)
            self.assertIn(export["description"], text.replace("\n", " "))
            for name in [*names, *(one["data_path"].rsplit(".", 1)[-1] for one in export["outputs"])]:
                self.assertIn(name.rstrip("0123456789"), text)

    def test_documents_and_tests(self):
        table = (FUNCTIONS / "README.md").read_text(encoding="utf-8")
        tests = "".join(file.read_text(encoding="utf-8") for file in (HERE / "custom_functions").glob("*/*.py"))
        for file, _ in self.each():
            self.assertIn(f"| `{file.stem}` |", table)
            self.assertIn(f'"community/{file.stem}"', tests)


if __name__ == "__main__":
    unittest.main()
