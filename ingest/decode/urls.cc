#include "ingest/decode/urls.h"

#include <algorithm>
#include <array>
#include <string>

namespace newsmill {
namespace {

constexpr size_t kNotFound = std::string_view::npos;

std::string Lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

bool IsTracking(std::string_view parameter) {
  static constexpr std::array<std::string_view, 27> kNames = {
      "_ga",     "_gl",         "_hsenc",      "_hsmi",     "cmpid",       "dclid",      "fbclid",
      "gbraid",  "gclid",       "gclsrc",      "igshid",    "mc_cid",      "mc_eid",     "mkt_tok",
      "msclkid", "ns_campaign", "ns_mchannel", "ns_source", "oly_anon_id", "oly_enc_id", "s_cid",
      "spm",     "srsltid",     "ttclid",      "twclid",    "wbraid",      "yclid"};
  const std::string name = Lower(parameter.substr(0, parameter.find('=')));
  return name.starts_with("utm_") || std::binary_search(kNames.begin(), kNames.end(), name);
}

// Host with its port unless that is the scheme's own.
std::string Authority(std::string_view authority, bool https) {
  std::string host = Lower(authority);
  const std::string_view port = https ? ":443" : ":80";
  if (host.ends_with(port)) host.resize(host.size() - port.size());
  if (host.ends_with(':')) host.pop_back();
  return host;
}

void AppendQuery(std::string_view query, std::string* url) {
  char separator = '?';
  while (!query.empty()) {
    const size_t end = std::min(query.find('&'), query.size());
    const std::string_view parameter = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (parameter.empty() || IsTracking(parameter)) continue;
    *url += separator;
    *url += parameter;
    separator = '&';
  }
}

bool HasSpaceOrControl(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F; });
}

}  // namespace

std::string_view CanonicalUrl(std::string_view url, Arena& arena) {
  const size_t scheme_end = url.find("://");
  if (scheme_end == kNotFound || scheme_end > 5 || HasSpaceOrControl(url)) return {};
  const std::string scheme = Lower(url.substr(0, scheme_end));
  if (scheme != "http" && scheme != "https") return {};
  std::string_view rest = url.substr(scheme_end + 3);
  rest = rest.substr(0, rest.find('#'));
  const size_t authority_end = std::min(rest.find_first_of("/?"), rest.size());
  const std::string host = Authority(rest.substr(0, authority_end), scheme == "https");
  if (host.empty()) return {};
  rest.remove_prefix(authority_end);
  const size_t path_end = std::min(rest.find('?'), rest.size());
  std::string canonical = scheme + "://" + host;
  canonical += path_end == 0 ? "/" : rest.substr(0, path_end);
  AppendQuery(rest.substr(std::min(path_end + 1, rest.size())), &canonical);
  return arena.Copy(canonical);
}

}  // namespace newsmill
