#include "ingest/admin_server.h"

#include <gtest/gtest.h>
#include <httplib.h>

#include <atomic>

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
}

TEST(AdminServerTest, RefusesAnAddressWithoutPort) {
  for (const char* text : {"localhost", ":9464", "host:", "host:99999", "host:x"}) {
    auto reader = OptionsReader::Parse("listen: '" + std::string(text) + "'\n", "f");
    AdminOptions options;
    EXPECT_FALSE(ReadAdminOptions(*reader, &options).ok()) << text;
  }
}

}  // namespace
}  // namespace newsmill
