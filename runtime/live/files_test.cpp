// SPDX-License-Identifier: Apache-2.0
#include "live/files.h"

#include <gtest/gtest.h>

#include "live/multipart.h"
#include "live/request_builder.h"

namespace pbc::live {
namespace {

using Texts = std::vector<std::string>;

FoundFile found(const std::string& vault_id, std::size_t most) {
  if (vault_id == "none") return {nullptr, "`none` is not in the vault"};
  const std::string bytes = "bytes of " + vault_id;
  if (bytes.size() > most) return {nullptr, "`" + vault_id + "` is too large"};
  return {std::make_shared<const File>(File{vault_id + ".txt", "text/plain", bytes}), ""};
}

TEST(Files, Ids) {
  EXPECT_EQ(vault_ids_of("a, b,,c "), (Texts{"a", "b", "c"}));
  EXPECT_EQ(vault_ids_of(""), Texts{});
  EXPECT_EQ(vault_ids_of(nullptr), Texts{});
  EXPECT_EQ(vault_ids_of(OrderedJson::array({"a", nullptr, "b"})), (Texts{"a", "b"}));
  EXPECT_EQ(vault_ids_of(R"([{"vault_id": "a", "content_id": "x"}, "b"])"), (Texts{"a", "b"}));
  EXPECT_EQ(vault_ids_of("[a"), Texts{"[a"});
  EXPECT_EQ(vault_ids_of(7), Texts{"7"});
}

TEST(Files, AreFoundOrNothingIs) {
  std::string error;
  const OrderedJson call = {{"vault_id", "a,b"}, {"other", "c"}};
  const Files files = find_files({"vault_id", "missing"}, call, 100, found, &error);
  EXPECT_EQ(error, "");
  ASSERT_EQ(files.size(), 2U);
  EXPECT_EQ(files[1].file->bytes, "bytes of b");
  EXPECT_EQ(facts_of(files[0]).dump(),
            R"({"parameter":"vault_id","vault_id":"a","name":"a.txt","mime_type":"text/plain","size":10,)"
            R"("md5":"cc48596321f886a8ecb7334ddf50f924","sha1":"581304d4232bab8871a9521d50bd679735894bd4",)"
            R"("sha256":"b8f67de3104e392c4b9a0d1ad644c4d4a114cebee9ed0a2845f8f7eb4879b13b"})");
  // The limit is for all of them together.
  EXPECT_TRUE(find_files({"vault_id"}, call, 19, found, &error).empty());
  EXPECT_EQ(error, "vault_id: `b` is too large");
  EXPECT_TRUE(find_files({"x"}, {{"x", "a,none"}}, 100, found, &error).empty());
  EXPECT_EQ(error, "x: `none` is not in the vault");
  EXPECT_TRUE(find_files({"x"}, {{"x", "a"}}, 100, nullptr, &error).empty());
  EXPECT_EQ(error, "x: `a` is not in the vault");
  EXPECT_TRUE(find_files({"x"}, OrderedJson::array(), 100, found, &error).empty());
}

TEST(Files, Keys) {
  std::string ignored;
  const auto key = [&](const OrderedJson& call) { return key_of(find_files({"x", "y"}, call, 100, found, &ignored)); };
  EXPECT_EQ(key({{"x", "a"}}), key({{"x", OrderedJson::array({"a"})}}));
  EXPECT_NE(key({{"x", "a"}}), key({{"x", "b"}}));
  EXPECT_NE(key({{"x", "a"}}), key({{"y", "a"}}));
  EXPECT_EQ(key({}), "");
}

TEST(Files, MediaTypes) {
  EXPECT_EQ(media_type_of({"", "text/x-c++", ""}), "text/x-c++");
  for (const char* type : {"", "text", "/", "text/", "text/plain; charset=utf-8", "a/b\r\nX: y", "a/b/c", "ä/b"})
    EXPECT_EQ(media_type_of({"", type, ""}), "application/octet-stream") << type;
}

TEST(Multipart, NamesStayBetweenQuotes) {
  EXPECT_EQ(quoted_name("a \"b\"\r\nX: \\ä;%\x7f"), "\"a %22b%22%0D%0AX: \\ä;%%7F\"");
  EXPECT_EQ(quoted_name("\xff"), "\"\xef\xbf\xbd\"");
}

TEST(Multipart, IsComposed) {
  const std::vector<FormPart> parts = {{"a", std::nullopt, "", "1"}, {"f\"", "n.txt", "text/plain", "--x\r\n"}};
  EXPECT_EQ(compose_form(parts, "x"),
            "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n"
            "--x\r\nContent-Disposition: form-data; name=\"f%22\"; filename=\"n.txt\"\r\nContent-Type: text/plain"
            "\r\n\r\n--x\r\n\r\n--x--\r\n");
  const std::string boundary = boundary_for(parts);
  EXPECT_LE(boundary.size(), 70U);
  EXPECT_NE(boundary, boundary_for(parts));
}

OrderedJson descriptor(const char* request, const char* effect = "record") {
  OrderedJson json = OrderedJson::parse(R"({
    "app": "Example", "assets": ["example"],
    "connection": {"base_url": "https://api.example.com", "headers": {"Key": "{secret.key}"}, "query": {"k": "{secret.key}"},
                   "secrets": {"key": "EXAMPLE_KEY"}, "upload_hosts": ["files.example.com"]},
    "actions": {"attach": {"parameters": {"vault_id": {"type": "string", "contains": ["vault id"]}, "to": "string"}}}
  })");
  json["actions"]["attach"]["effect"] = effect;
  json["actions"]["attach"]["requests"] =
      OrderedJson::array({{{"path", "/first"}, {"save", {{"upload", "."}}}}, OrderedJson::parse(request)});
  return json;
}

std::string problem_of(const OrderedJson& json) {
  std::vector<DescriptorProblem> problems;
  read_connector(json, "example.json", &problems);
  return problems.empty() ? "" : problems[0].place + ": " + problems[0].what;
}

TEST(FileDescriptors, AreChecked) {
  EXPECT_EQ(problem_of(descriptor(R"({"path": "/{file.name}", "file": "vault_id"})")), "");
  EXPECT_EQ(problem_of(descriptor(R"({"path": "/", "file": "to"})")),
            "actions.attach: `to` is no parameter of the action that contains `vault id`");
  EXPECT_EQ(problem_of(descriptor(R"({"path": "/", "multipart": {"files": {"f": "nothing"}}})")),
            "actions.attach: `nothing` is no parameter of the action that contains `vault id`");
  EXPECT_EQ(problem_of(descriptor(R"({"path": "/", "file": "vault_id"})", "contain")),
            "actions.attach.effect: an action of class contain sends no files");
  EXPECT_EQ(problem_of(descriptor(R"({"path": "/", "files": ["vault_id"]})")),
            "actions.attach: `files` is for the transports smtp and exec");
  EXPECT_EQ(problem_of(descriptor(R"({"path": "/", "url": "{vars.upload}"})")),
            "actions.attach.requests[1]: a request has a `path` or a `url`");
  EXPECT_NE(problem_of(descriptor(R"({"path": "/{file.name}"})")), "");
  EXPECT_NE(problem_of(descriptor(R"({"path": "/{file.color}", "file": "vault_id"})")), "");
}

class FileRequests : public testing::Test {
 protected:
  HttpRequest make(const char* request, const std::string& upload = "") {
    std::vector<DescriptorProblem> problems;
    asset_.connector = read_connector(descriptor(request), "example.json", &problems);
    asset_.base_url = "https://api.example.com";
    asset_.secrets = {{"key", "s3cret"}};
    error_.clear();
    const OrderedJson call = {{"vault_id", "a,b"}, {"to", "t\"\r\n"}};
    Places places(asset_, {call}, find_files({"vault_id"}, call, 100, found, &error_));
    places.save("upload", upload);
    places.select(1);
    return build_request(asset_, asset_.connector->actions.at("attach").requests.at(1), places, std::nullopt, &error_);
  }
  std::string type_of(const HttpRequest& request) {
    for (const auto& [name, value] : request.headers)
      if (name == "Content-Type") return value;
    return "";
  }
  AssetConfig asset_;
  std::string error_;
};

TEST_F(FileRequests, AFileIsTheBody) {
  const HttpRequest request = make(R"({"method": "POST", "path": "/{file.name}/{file.size}", "file": "vault_id"})");
  EXPECT_EQ(request.url.text(), "https://api.example.com/b.txt/10?k=s3cret");
  EXPECT_EQ(request.body, "bytes of b");
  EXPECT_EQ(type_of(request), "text/plain");
}

TEST_F(FileRequests, AFormHasAllOfThem) {
  const HttpRequest request =
      make(R"({"method": "POST", "path": "/", "multipart": {"fields": {"to": "{to}"}, "files": {"f": "vault_id"}}})");
  const std::string type = type_of(request);
  ASSERT_TRUE(type.starts_with("multipart/form-data; boundary=pbc-")) << type;
  const std::string line = "--" + type.substr(type.find('=') + 1);
  EXPECT_TRUE(
      request.body.starts_with(line + "\r\nContent-Disposition: form-data; name=\"to\"\r\n\r\nt\"\r\n\r\n" + line))
      << request.body;
  EXPECT_NE(request.body.find("name=\"f\"; filename=\"b.txt\"\r\nContent-Type: text/plain\r\n\r\nbytes of b\r\n"),
            request.body.npos);
  EXPECT_TRUE(request.body.ends_with("\r\n" + line + "--\r\n"));
}

TEST_F(FileRequests, GoWhereTheServiceSaysAtItsOwnHosts) {
  const char* const request = R"({"method": "POST", "url": "{vars.upload}", "file": "vault_id"})";
  EXPECT_EQ(make(request, "https://api.example.com/up?x=1").url.text(), "https://api.example.com/up?x=1&k=s3cret");
  const HttpRequest elsewhere = make(request, "https://files.example.com/up");
  EXPECT_EQ(elsewhere.url.text(), "https://files.example.com/up");
  EXPECT_EQ(elsewhere.headers.size(), 1U);  // no key
  EXPECT_EQ(error_, "");
  for (const char* upload : {"http://files.example.com/up", "https://evil.example/up", "http://api.example.com/up",
                             "https://api.example.com:444/up", "https://files.example.com.evil.example/", "nothing"}) {
    make(request, upload);
    EXPECT_NE(error_, "") << upload;
  }
}

}  // namespace
}  // namespace pbc::live
