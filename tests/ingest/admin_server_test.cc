#include "ingest/admin_server.h"

#include <gtest/gtest.h>
#include <httplib.h>

#include <atomic>
#include <string>
#include <vector>

namespace newsmill {
namespace {

TEST(AdminServerTest, ServesMetricsAndHealthOnAFreePort) {
  std::atomic<bool> ready = false;
  auto server = AdminServer::Start({.listen = "127.0.0.1:0"},
                                   {.metrics = [] { return "newsmill_x 1\n"; },
                                    .live = [] { return ""; },
                                    .ready = [&] { return ready ? "" : "a worker waits"; }});
  ASSERT_TRUE(server.ok()) << server.status();
  httplib::Client client("http://" + (*server)->address());
  EXPECT_EQ(client.Get("/metrics")->body, "newsmill_x 1\n");
  EXPECT_EQ(client.Get("/livez")->status, 200);
  EXPECT_EQ(client.Get("/readyz")->status, 503);
  EXPECT_EQ(client.Get("/readyz")->body, "a worker waits\n");
  ready = true;
  EXPECT_EQ(client.Get("/readyz")->status, 200);
  EXPECT_EQ(client.Get("/nothing")->status, 404);
}

TEST(AdminServerTest, SaysWhichAddressIsTaken) {
  const AdminPages pages = {[] { return ""; }, [] { return ""; }, [] { return ""; }};
  auto first = AdminServer::Start({.listen = "127.0.0.1:0"}, pages);
  ASSERT_TRUE(first.ok());
  auto second = AdminServer::Start({.listen = (*first)->address()}, pages);
  ASSERT_FALSE(second.ok());
  EXPECT_NE(second.status().message().find((*first)->address()), std::string::npos);
  EXPECT_NE(second.status().message().find("Address already in use"), std::string::npos);
}

TEST(AdminServerTest, ListensOnIpv6) {
  const AdminPages pages = {[] { return ""; }, [] { return ""; }, [] { return ""; }};
  auto server = AdminServer::Start({.listen = "[::1]:0"}, pages);
  if (!server.ok() && server.status().message().find("Cannot assign") != std::string::npos) {
    GTEST_SKIP() << server.status();
  }
  ASSERT_TRUE(server.ok()) << server.status();
  EXPECT_TRUE((*server)->address().starts_with("[::1]:"));
  httplib::Client client("http://" + (*server)->address());
  EXPECT_EQ(client.Get("/livez")->status, 200);
}

// More connections than threads, none of which says anything: a probe that waits for ten seconds
// is answered nevertheless.
TEST(AdminServerTest, SilentConnectionsDoNotStarveAProbe) {
  const AdminPages pages = {[] { return ""; }, [] { return ""; }, [] { return ""; }};
  auto server = AdminServer::Start({.listen = "127.0.0.1:0"}, pages);
  ASSERT_TRUE(server.ok()) << server.status();
  const std::string& address = (*server)->address();
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  to.sin_port = htons(static_cast<uint16_t>(std::stoi(address.substr(address.rfind(':') + 1))));
  std::vector<int> silent;
  for (int i = 0; i < 20; ++i) {
    silent.push_back(::socket(AF_INET, SOCK_STREAM, 0));
    ASSERT_EQ(::connect(silent.back(), reinterpret_cast<sockaddr*>(&to), sizeof(to)), 0);
  }
  httplib::Client client("http://" + address);
  client.set_read_timeout(10);
  const httplib::Result answer = client.Get("/livez");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 200);
  for (const int socket : silent) ::close(socket);
}

TEST(AdminServerTest, RefusesAnAddressWithoutPort) {
  for (const char* text : {"localhost", ":9464", "host:", "host:99999", "host:x", "[]:1"}) {
    auto reader = OptionsReader::Parse("listen: '" + std::string(text) + "'\n", "f");
    AdminOptions options;
    EXPECT_FALSE(ReadAdminOptions(*reader, &options).ok()) << text;
  }
}

}  // namespace
}  // namespace newsmill
