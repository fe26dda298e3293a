# SPDX-License-Identifier: Apache-2.0
"""Gemini: text about a prompt. The text is about the worst indicator that the prompt names; it is JSON where that is asked for, and keeps to
the schema."""

import json
import math
import re

from safebrowsing import GoogleService, google_error
from service import BadRequest, json_answer, route
from verdicts import LEVELS

INDICATORS = re.compile(
    r"https?://[^\s\"'<>)\]}]+|\b(?:\d{1,3}\.){3}\d{1,3}\b|\b[0-9a-fA-F]{32,64}\b|\b(?:[\w-]+\.)+[a-zA-Z]{2,}\b"
)
WORDS = {
    "malicious": ("malicious", "phishing", "high", "critical", "true positive", "yes", "block", "escalate"),
    "suspicious": ("suspicious", "medium", "moderate", "inconclusive", "maybe", "investigate"),
    "clean": ("clean", "benign", "legitimate", "low", "safe", "none", "false positive", "no", "allow", "close"),
    "unknown": ("unknown", "inconclusive", "unsure", "low", "none"),
}
MOST_DEPTH = 20


class Gemini(GoogleService, name="gemini"):
    quotas = "10/minute,250/day@Pacific"

    def over_limit(self, request, limit):
        after = max(0.001, limit.reset(request.time) - request.time)
        metric = "generativelanguage.googleapis.com/generate_content_free_tier_requests"
        violation = {
            "quotaMetric": metric,
            "quotaId": f"GenerateRequestsPer{limit.per.capitalize()}",
            "quotaValue": str(limit.most),
        }
        details = [
            {"@type": "type.googleapis.com/google.rpc.QuotaFailure", "violations": [violation]},
            {"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": f"{math.ceil(after * 1000) / 1000:g}s"},
        ]
        return google_error(429, "RESOURCE_EXHAUSTED", "You exceeded your current quota.", details)

    def prompt(self, request):
        contents = request.object().get("contents")
        if not isinstance(contents, list) or not contents:
            raise BadRequest("contents is not specified")
        texts = []
        for content in contents:
            parts = content.get("parts") if isinstance(content, dict) else None
            if not isinstance(parts, list):
                raise BadRequest("contents.parts must not be empty")
            texts += [part["text"] for part in parts if isinstance(part, dict) and isinstance(part.get("text"), str)]
        return "\n".join(texts)

    def worst(self, prompt):
        found = dict.fromkeys(each.rstrip(".,;:") for each in INDICATORS.findall(prompt))
        verdicts = [self.verdict(indicator) for indicator in found] or [self.verdict(prompt)]
        return min(verdicts, key=lambda verdict: LEVELS.index(verdict.level))

    @route("POST /v1beta/models/{model}:generateContent", "POST /v1/models/{model}:generateContent", about="model")
    def generate(self, request):
        prompt = self.prompt(request)
        verdict = self.worst(prompt)
        config = request.object().get("generationConfig") or {}
        config = config if isinstance(config, dict) else {}
        if "said" in verdict.details:
            said = verdict.details["said"]
            text = said if isinstance(said, str) else json.dumps(said)
        elif field(config, "responseMimeType") == "application/json":
            text = json.dumps(written(field(config, "responseJsonSchema") or field(config, "responseSchema"), verdict))
        else:
            text = f"Verdict: {verdict.level}. {reason(verdict)}"
        asked, said = len(prompt) // 4 + 1, len(text) // 4 + 1
        usage = {"promptTokenCount": asked, "candidatesTokenCount": said, "totalTokenCount": asked + said}
        candidate = {"content": {"parts": [{"text": text}], "role": "model"}, "finishReason": "STOP", "index": 0}
        body = {"candidates": [candidate], "usageMetadata": usage, "modelVersion": request.arguments["model"]}
        return json_answer(body | {"responseId": f"{verdict.number:x}"})

    @route("POST /v1beta/models/{model}:countTokens", metered=False)
    def count_tokens(self, request):
        return json_answer({"totalTokens": len(self.prompt(request)) // 4 + 1})

    @route("GET /v1beta/models", metered=False)
    def models(self, request):
        return json_answer(
            {"models": [{"name": "models/gemini-2.5-flash", "supportedGenerationMethods": ["generateContent", "countTokens"]}]}
        )


def field(config, name):
    """In either spelling: responseSchema or response_schema."""
    return config.get(name, config.get(re.sub("[A-Z]", lambda letter: "_" + letter[0].lower(), name)))


def written(schema, verdict):
    """JSON that says what the verdict is."""
    if not isinstance(schema, dict):
        return {"verdict": verdict.level, "confidence": verdict.score, "reason": reason(verdict)}
    try:
        return Writer(schema, verdict).value(schema, "")
    except (TypeError, ValueError, AttributeError, LookupError) as error:
        raise BadRequest("the schema is none") from error


def reason(verdict):
    return f"All that is known about {verdict.indicator[:200]} says that it is {verdict.level}."


class Writer:
    """Writes a value that a schema allows, and that says what the verdict is where it can."""

    def __init__(self, schema, verdict):
        self.definitions = {**schema.get("definitions", {}), **schema.get("$defs", {})} if isinstance(schema, dict) else {}
        self.verdict = verdict
        self.depth = 0

    def value(self, schema, name):
        if not isinstance(schema, dict) or self.depth > MOST_DEPTH:
            return None
        self.depth += 1
        try:
            return self.written(schema, name)
        finally:
            self.depth -= 1

    def written(self, schema, name):
        if "$ref" in schema:
            return self.value(self.definitions.get(str(schema["$ref"]).rpartition("/")[2]), name)
        if "const" in schema:
            return schema["const"]
        if schema.get("enum"):
            return self.choice(schema["enum"])
        if options := schema.get("anyOf") or schema.get("oneOf"):
            return self.value(options[0], name)
        kind = schema.get("type", "object" if "properties" in schema else "string")
        kind = next((each for each in kind if each != "null"), "null") if isinstance(kind, list) else kind
        return getattr(self, f"{str(kind).lower()}_value", self.null_value)(schema, name)

    def choice(self, values):
        for word in WORDS[self.verdict.level]:
            for value in values:
                if isinstance(value, str) and value.lower().replace("_", " ") == word:
                    return value
        return values[self.verdict.number % len(values)]

    def object_value(self, schema, _name):
        return {name: self.value(each, name) for name, each in schema.get("properties", {}).items()}

    def array_value(self, schema, name):
        count = max(int(schema.get("minItems", 0)), min(1, int(schema.get("maxItems", 1))))
        return [self.value(schema.get("items", {}), name) for _ in range(min(count, 1000))]

    def boolean_value(self, _schema, name):
        opposite = any(word in name.lower() for word in ("clean", "benign", "safe", "legitimate"))
        return self.verdict.is_malicious != opposite

    def number_value(self, schema, _name):
        low, high = schema.get("minimum", 0), schema.get("maximum", 100)
        return low + (high - low) * self.verdict.score / 100

    def integer_value(self, schema, name):
        return int(self.number_value(schema, name))

    def string_value(self, schema, name):
        if name.lower() in ("verdict", "classification", "category", "severity", "label"):
            return self.verdict.level
        text = self.verdict.indicator if name.lower() in ("indicator", "url", "domain", "ip", "host") else reason(self.verdict)
        return text[: int(schema.get("maxLength", len(text)))]

    def null_value(self, _schema, _name):
        return None
