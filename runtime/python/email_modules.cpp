// SPDX-License-Identifier: Apache-2.0
//
// The package email: email, email.message, .parser, .policy, .header, .errors, .encoders and .mime.
#include <algorithm>

#include "python/arguments.h"
#include "python/attributes.h"
#include "python/codecs.h"
#include "python/email_message.h"
#include "python/library_more.h"
#include "python/text.h"

namespace pbc {

// --- Errors ----------------------------------------------------------------------------------------------------------

constinit const Type kMessageError{.name = "MessageError", .module = "email.errors", .base = &kException};
constinit const Type kMessageParseError{.name = "MessageParseError", .module = "email.errors", .base = &kMessageError};
constinit const Type kHeaderParseError{
    .name = "HeaderParseError", .module = "email.errors", .base = &kMessageParseError};
constinit const Type kMultipartConversionError{
    .name = "MultipartConversionError", .module = "email.errors", .base = &kMessageError, .second_base = &kTypeError};

namespace {

constinit const Type kBoundaryError{.name = "BoundaryError", .module = "email.errors", .base = &kMessageParseError};
constinit const Type kMessageDefect{.name = "MessageDefect", .module = "email.errors", .base = &kValueError};

constexpr Type defect_type(Name name, const Type& base = kMessageDefect) {
  return {.name = name, .module = "email.errors", .base = &base};
}
constinit const Type kHeaderDefect = defect_type("HeaderDefect");
constinit const Type kNoBoundary = defect_type("NoBoundaryInMultipartDefect");
constinit const Type kStartBoundary = defect_type("StartBoundaryNotFoundDefect");
constinit const Type kCloseBoundary = defect_type("CloseBoundaryNotFoundDefect");
constinit const Type kFirstContinuation = defect_type("FirstHeaderLineIsContinuationDefect");
constinit const Type kMisplacedEnvelope = defect_type("MisplacedEnvelopeHeaderDefect");
constinit const Type kMissingSeparator = defect_type("MissingHeaderBodySeparatorDefect");
constinit const Type kMultipartInvariant = defect_type("MultipartInvariantViolationDefect");
constinit const Type kInvalidTransferEncoding = defect_type("InvalidMultipartContentTransferEncodingDefect");
constinit const Type kInvalidHeader = defect_type("InvalidHeaderDefect", kMessageDefect);

constexpr const Type* kErrorTypes[] = {
    &kMessageError,
    &kMessageParseError,
    &kHeaderParseError,
    &kMultipartConversionError,
    &kBoundaryError,
    &kMessageDefect,
    &kHeaderDefect,
    &kNoBoundary,
    &kStartBoundary,
    &kCloseBoundary,
    &kFirstContinuation,
    &kMisplacedEnvelope,
    &kMissingSeparator,
    &kMultipartInvariant,
    &kInvalidTransferEncoding,
    &kInvalidHeader,
};

// --- Policies --------------------------------------------------------------------------------------------------------

extern const Type kCompat32Type, kEmailPolicyType;

struct Policy final : Native {
  Policy(const Type& type, std::string name) : Native(type), name(std::move(name)) {}
  std::string name;
  Value settings = make_dict();
  Value attribute(Name wanted) override {
    if (const Value* own = as_dict(settings).find(wanted.view())) return *own;
    if (wanted == Name("linesep")) return name == "SMTP" || name == "HTTP" ? Value("\r\n") : Value("\n");
    if (wanted == Name("max_line_length")) return name == "HTTP" ? Value(None) : Value(78);
    if (wanted == Name("utf8")) return name == "SMTPUTF8";
    if (wanted == Name("raise_on_defect")) return name == "strict";
    if (wanted == Name("cte_type")) return Value("8bit");
    if (wanted == Name("mangle_from_")) return &type() == &kCompat32Type;
    return Value();
  }
};

Value clone(const Value& self, Value* a) {
  const Policy& from = as_native<Policy>(self);
  const Value made = make_native(new Policy(from.type(), from.name));
  for (const Value& settings : {from.settings, a[0]})
    for (const Table::Entry& entry : as_dict(settings).entries())
      as_dict(as_native<Policy>(made).settings).set(entry.key, entry.value);
  return made;
}

Value new_policy(const Value& self, Value* a) {
  const Value made = make_native(new Policy(*as_type(self), "default"));
  as_native<Policy>(made).settings = a[0];
  return made;
}
constexpr Method kNewPolicy{"Policy.__init__", new_policy, "def **kw"};
constexpr Method kPolicyMethods[] = {{"clone", clone, "def **kw"}};

constinit const Type kCompat32Type{
    .name = "Compat32",
    .module = "email._policybase",
    .constructor = &kNewPolicy,
    .methods = [] { return std::span<const Method>(kPolicyMethods); },
};
constinit const Type kEmailPolicyType{
    .name = "EmailPolicy",
    .module = "email.policy",
    .constructor = &kNewPolicy,
    .methods = [] { return std::span<const Method>(kPolicyMethods); },
};

template <const Type& T, const char* const& N>
Value policy() {
  return run_attribute("email.policy", N, make_native(new Policy(T, N)));
}
constexpr const char* kCompat32 = "compat32";
constexpr const char* kDefault = "default";
constexpr const char* kSMTP = "SMTP";
constexpr const char* kSMTPUTF8 = "SMTPUTF8";
constexpr const char* kHTTP = "HTTP";
constexpr const char* kStrict = "strict";
constexpr Constant kPolicies[] = {
    {"HTTP", policy<kEmailPolicyType, kHTTP>},         {"SMTP", policy<kEmailPolicyType, kSMTP>},
    {"SMTPUTF8", policy<kEmailPolicyType, kSMTPUTF8>}, {"compat32", policy<kCompat32Type, kCompat32>},
    {"default", policy<kEmailPolicyType, kDefault>},   {"strict", policy<kEmailPolicyType, kStrict>},
};
constexpr const Type* kPolicyTypes[] = {&kCompat32Type, &kEmailPolicyType};

// --- Parsing ---------------------------------------------------------------------------------------------------------

/// The kind of mail that a policy asks for.
const Type& mail_type(const Value& policy) {
  return native_if<Policy>(policy, kEmailPolicyType) != nullptr ? kEmailMessageType : kMessageType;
}
Value policy_or(const Value& policy, const char* fallback) {
  if (given(policy)) return policy;
  return import_leaf("email.policy").attr(Name(std::string_view(fallback)));
}

Value parsed(std::string_view text, const Value& policy, bool headers_only = false) {
  return email::parse(text, mail_type(policy), policy, headers_only);
}
std::string text_of_bytes(const Value& bytes) {
  if (!is_any_bytes(bytes)) raise_attribute_error(bytes, "decode");
  return text::decode(as_bytes(bytes), "ascii", "surrogateescape");
}

/// `_class` makes no difference: the policy says which kind of mail it is.
Value from_string(const Value&, Value* a) {
  if (!a[0].is_str()) raise_type_error("initial_value must be str or None, not ", type_name(a[0]));
  return parsed(a[0].text(), policy_or(a[2], kCompat32));
}
Value from_bytes(const Value&, Value* a) { return parsed(text_of_bytes(a[0]), policy_or(a[2], kCompat32)); }
Value from_file(const Value&, Value* a) { return parsed(to_str(a[0].call("read")), policy_or(a[2], kCompat32)); }
Value from_binary_file(const Value&, Value* a) {
  return parsed(text_of_bytes(a[0].call("read")), policy_or(a[2], kCompat32));
}

constexpr Method kFunctions[] = {
    {"message_from_binary_file", from_binary_file, "def fp, _class=, *, policy="},
    {"message_from_bytes", from_bytes, "def s, _class=, *, policy="},
    {"message_from_file", from_file, "def fp, _class=, *, policy="},
    {"message_from_string", from_string, "def s, _class=, *, policy="},
};

struct ParserObject final : Native {
  ParserObject(const Type& type, Value policy) : Native(type), policy(std::move(policy)) {}
  Value policy;
  std::string fed;  // to a FeedParser
};
ParserObject& parser_of(const Value& self) { return as_native<ParserObject>(self); }
extern const Type kHeaderParserType, kBytesHeaderParserType;

Value new_parser(const Value& self, Value* a) {
  return make_native(new ParserObject(*as_type(self), policy_or(a[1], kCompat32)));
}
constexpr Method kNewParser{"Parser.__init__", new_parser, "def _class=, *, policy="};

Value parse_text(const Value& self, std::string_view text, const Value& headers_only) {
  const Type& type = type_of(self);
  const bool only = is_subtype(type, kHeaderParserType) || is_subtype(type, kBytesHeaderParserType);
  return parsed(text, parser_of(self).policy, flag(headers_only, only));
}
constexpr Method kParserMethods[] = {
    {"parse", [](const Value& self, Value* a) { return parse_text(self, to_str(a[0].call("read")), a[1]); },
     "def fp, headersonly="},
    {"parsestr", [](const Value& self, Value* a) { return parse_text(self, require_str(a[0], "text"), a[1]); },
     "def text, headersonly="},
};
constexpr Method kBytesParserMethods[] = {
    {"parse", [](const Value& self, Value* a) { return parse_text(self, text_of_bytes(a[0].call("read")), a[1]); },
     "def fp, headersonly="},
    {"parsebytes", [](const Value& self, Value* a) { return parse_text(self, text_of_bytes(a[0]), a[1]); },
     "def text, headersonly="},
};
constexpr Method kFeedMethods[] = {
    {"close", [](const Value& self, Value*) { return parse_text(self, parser_of(self).fed, false); }, "def"},
    {"feed",
     [](const Value& self, Value* a) -> Value {
       parser_of(self).fed += a[0].is_str() ? std::string(a[0].text()) : text_of_bytes(a[0]);
       return None;
     },
     "def data"},
};

constexpr Type parser_type(Name name, std::span<const Method> (*methods)(), const Type* base = nullptr) {
  return {.name = name, .module = "email.parser", .base = base, .constructor = &kNewParser, .methods = methods};
}
constinit const Type kParserType = parser_type("Parser", [] { return std::span<const Method>(kParserMethods); });
constinit const Type kBytesParserType =
    parser_type("BytesParser", [] { return std::span<const Method>(kBytesParserMethods); });
constinit const Type kHeaderParserType = parser_type("HeaderParser", nullptr, &kParserType);
constinit const Type kBytesHeaderParserType = parser_type("BytesHeaderParser", nullptr, &kBytesParserType);
constinit const Type kFeedParserType = parser_type("FeedParser", [] { return std::span<const Method>(kFeedMethods); });
constinit const Type kBytesFeedParserType = parser_type("BytesFeedParser", nullptr, &kFeedParserType);
constexpr const Type* kParserTypes[] = {&kParserType,       &kBytesParserType,
                                        &kHeaderParserType, &kBytesHeaderParserType,
                                        &kFeedParserType,   &kBytesFeedParserType};

constexpr const Type* kMessageTypes[] = {&kMessageType, &kEmailMessageType};

// --- Headers ---------------------------------------------------------------------------------------------------------

Value decode_header(const Value&, Value* a) {
  const std::vector<email::Word> words = email::decode_words(to_str(a[0]));
  Values pairs;
  const bool plain = std::ranges::none_of(words, [](const email::Word& word) { return word.is_encoded; });
  for (const email::Word& word : words) {
    const Value text = plain             ? make_str(word.text)
                       : word.is_encoded ? make_bytes(word.text)
                                         : make_bytes(text::encode(word.text, "raw-unicode-escape"));
    pairs.push_back(make_tuple({text, word.is_encoded ? make_str(word.charset) : Value(None)}));
  }
  return make_list(std::move(pairs));
}

extern const Type kHeaderType;
struct HeaderObject final : Native {
  HeaderObject() : Native(kHeaderType) {}
  std::vector<std::pair<std::string, std::string>> chunks;  // text, character set; "": none
  std::string str() const override {
    std::string out;
    const auto is_plain = [](const std::string& charset) { return charset.empty() || charset == "us-ascii"; };
    for (std::size_t i = 0; i < chunks.size(); ++i) {
      const auto& [text, charset] = chunks[i];
      if (i > 0 && !out.empty()) {
        const bool before = is_plain(chunks[i - 1].second), now = is_plain(charset);
        const bool has_space = out.ends_with(' ') || text.starts_with(' ');
        if (before != now && !has_space) out += ' ';
        if (before && now && !has_space) out += ' ';
      }
      out += text;
    }
    return out;
  }
  Value compare(Comparison op, const Value& other) const override {
    if (op != Comparison::kEqual && op != Comparison::kNotEqual) return Value();
    return (str() == to_str(other)) == (op == Comparison::kEqual);
  }
};

Value append_chunk(const Value& self, Value* a) {
  const std::string charset = text_or(a[1], "");
  std::string text = is_any_bytes(a[0])
                         ? text::decode(as_bytes(a[0]), charset.empty() ? "us-ascii" : charset, text_or(a[2], "strict"))
                         : to_str(a[0]);
  as_native<HeaderObject>(self).chunks.emplace_back(std::move(text), text::lower(charset));
  return None;
}
Value new_header(const Value&, Value* a) {
  const Value made = make_native(new HeaderObject);
  if (given(a[0])) {
    Value chunk[] = {a[0], a[1], a[5]};
    append_chunk(made, chunk);
  }
  return made;
}
constexpr Method kNewHeader{"Header.__init__", new_header,
                            "def s=, charset=, maxlinelen=, header_name=, continuation_ws=, errors="};
Value encode_header(const Value& self, Value* a) {
  return make_str(email::encoded_text(as_native<HeaderObject>(self).str(), 0,
                                      given(a[1]) ? static_cast<std::size_t>(to_index(a[1])) : 76));
}
constexpr Method kHeaderMethods[] = {
    {"append", append_chunk, "def s, charset=, errors="},
    {"encode", encode_header, "def splitchars=, maxlinelen=, linesep="},
};
constinit const Type kHeaderType{
    .name = "Header",
    .module = "email.header",
    .constructor = &kNewHeader,
    .methods = [] { return std::span<const Method>(kHeaderMethods); },
};
Value make_header(const Value&, Value* a) {
  const Value made = make_native(new HeaderObject);
  for (const Value& pair : to_values(a[0])) {
    Value chunk[] = {pair[0], pair[1], Value()};
    append_chunk(made, chunk);
  }
  return made;
}
constexpr Method kHeaderFunctions[] = {
    {"decode_header", decode_header, "def header"},
    {"make_header", make_header, "def decoded_seq, maxlinelen=, header_name=, continuation_ws="},
};
constexpr const Type* kHeaderTypes[] = {&kHeaderType};

// --- Making parts ----------------------------------------------------------------------------------------------------

Value encode_base64(const Value&, Value* a) {
  const Value payload = a[0].call("get_payload", {None, true});
  a[0].call("set_payload", {make_str(email::base64_lines(as_bytes(payload)))});
  a[0].set_item("Content-Transfer-Encoding", Value("base64"));
  return None;
}
constexpr Method kEncoderFunctions[] = {{"encode_base64", encode_base64, "def msg"}};

/// A part of that type, with parameters of Content-Type and the version of MIME.
Value new_part(const Type& type, const std::string& main, const std::string& subtype, const Value& parameters) {
  const Value made = make_native(new email::Mail(type));
  as_native<email::Mail>(made).policy = policy_or(Value(), kCompat32);
  call_with(made.attr("add_header"), {Value("Content-Type"), make_str(main + "/" + subtype)}, parameters);
  made.set_item("MIME-Version", Value("1.0"));
  return made;
}

Value new_base(const Value& self, Value* a) { return new_part(*as_type(self), to_str(a[0]), to_str(a[1]), a[3]); }
constexpr Method kNewBase{"MIMEBase.__init__", new_base, "def _maintype, _subtype, *, policy=, **_params"};

Value new_text(const Value& self, Value* a) {
  const std::string_view content = require_str(a[0], "_text");
  const bool ascii = std::ranges::all_of(content, [](char c) { return static_cast<unsigned char>(c) < 128; });
  const std::string charset = text_or(a[2], ascii ? "us-ascii" : "utf-8");
  const Value parameters = make_dict();
  as_dict(parameters).set("charset", make_str(charset));
  const Value made = new_part(*as_type(self), "text", text_or(a[1], "plain"), parameters);
  const bool packed = text::lower(charset) == "utf-8";
  made.set_item("Content-Transfer-Encoding", packed ? Value("base64") : Value(ascii ? "7bit" : "8bit"));
  made.call("set_payload", {packed ? make_str(email::base64_lines(content)) : a[0]});
  return made;
}
constexpr Method kNewText{"MIMEText.__init__", new_text, "def _text, _subtype=, _charset=, *, policy="};

Value new_multipart(const Value& self, Value* a) {
  const Value made = new_part(*as_type(self), "multipart", text_or(a[0], "mixed"), a[4]);
  as_native<email::Mail>(made).payload = make_list();
  if (given(a[2]))
    for (const Value& part : to_values(a[2])) made.call("attach", {part});
  if (given(a[1])) made.call("set_boundary", {a[1]});
  return made;
}
constexpr Method kNewMultipart{"MIMEMultipart.__init__", new_multipart,
                               "def _subtype=, boundary=, _subparts=, *, policy=, **_params"};

template <const char* const& Main, const char* const& Sub>
Value new_data(const Value& self, Value* a) {
  const Value made = new_part(*as_type(self), Main, text_or(a[1], Sub), a[4]);
  made.call("set_payload", {make_str(email::base64_lines(as_bytes(a[0])))});
  made.set_item("Content-Transfer-Encoding", Value("base64"));
  return made;
}
constexpr const char* kApplication = "application";
constexpr const char* kOctets = "octet-stream";
constexpr const char* kImage = "image";
constexpr const char* kPng = "png";
constexpr Method kNewApplication{"MIMEApplication.__init__", new_data<kApplication, kOctets>,
                                 "def _data, _subtype=, _encoder=, *, policy=, **_params"};
constexpr Method kNewImage{"MIMEImage.__init__", new_data<kImage, kPng>,
                           "def _imagedata, _subtype=, _encoder=, *, policy=, **_params"};

constexpr Type part_type(Name name, const char* module, const Method& constructor, const Type* base) {
  return {.name = name, .module = module, .base = base, .constructor = &constructor};
}
constinit const Type kMimeBaseType = part_type("MIMEBase", "email.mime.base", kNewBase, &kMessageType);
constinit const Type kMimeTextType = part_type("MIMEText", "email.mime.text", kNewText, &kMimeBaseType);
constinit const Type kMimeMultipartType =
    part_type("MIMEMultipart", "email.mime.multipart", kNewMultipart, &kMimeBaseType);
constinit const Type kMimeApplicationType =
    part_type("MIMEApplication", "email.mime.application", kNewApplication, &kMimeBaseType);
constinit const Type kMimeImageType = part_type("MIMEImage", "email.mime.image", kNewImage, &kMimeBaseType);
constexpr const Type* kMimeBaseTypes[] = {&kMimeBaseType};
constexpr const Type* kMimeTextTypes[] = {&kMimeTextType};
constexpr const Type* kMimeMultipartTypes[] = {&kMimeMultipartType};
constexpr const Type* kMimeApplicationTypes[] = {&kMimeApplicationType};
constexpr const Type* kMimeImageTypes[] = {&kMimeImageType};

}  // namespace

constinit const Module kEmailModule{.name = "email", .functions = kFunctions};
constinit const Module kEmailEncodersModule{.name = "email.encoders", .functions = kEncoderFunctions};
constinit const Module kEmailErrorsModule{.name = "email.errors", .types = kErrorTypes};
constinit const Module kEmailHeaderModule{.name = "email.header", .functions = kHeaderFunctions, .types = kHeaderTypes};
constinit const Module kEmailMessageModule{.name = "email.message", .types = kMessageTypes};
constinit const Module kEmailMimeModule{.name = "email.mime"};
constinit const Module kEmailMimeApplicationModule{.name = "email.mime.application", .types = kMimeApplicationTypes};
constinit const Module kEmailMimeBaseModule{.name = "email.mime.base", .types = kMimeBaseTypes};
constinit const Module kEmailMimeImageModule{.name = "email.mime.image", .types = kMimeImageTypes};
constinit const Module kEmailMimeMultipartModule{.name = "email.mime.multipart", .types = kMimeMultipartTypes};
constinit const Module kEmailMimeTextModule{.name = "email.mime.text", .types = kMimeTextTypes};
constinit const Module kEmailParserModule{.name = "email.parser", .types = kParserTypes};
constinit const Module kEmailPolicyModule{.name = "email.policy", .constants = kPolicies, .types = kPolicyTypes};

}  // namespace pbc
