#ifndef NEWSMILL_INGEST_ADMIN_SERVER_H_
#define NEWSMILL_INGEST_ADMIN_SERVER_H_

#include <functional>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "processors/base/options_reader.h"

namespace newsmill {

struct AdminOptions {
  // HOST:PORT of the HTTP server for /metrics, /livez and /readyz; IPv6 as [::1]:PORT. Loopback by
  // default: it has no authentication. Port 0 picks a free one and logs it. Empty: no server.
  std::string listen = "127.0.0.1:9464";
};

absl::Status ReadAdminOptions(OptionsReader& reader, AdminOptions* options);

// What the pages ask; called on the server's threads.
struct AdminPages {
  std::function<std::string()> metrics;  // the text of one scrape
  std::function<std::string()> live;     // "" or why the process should be restarted
  std::function<std::string()> ready;    // "" or why it should get no work now
};

// The admin HTTP server, on threads of its own until destroyed. A client that is silent for a
// second is cut off: idle connections do not keep probes waiting.
class AdminServer {
 public:
  // An address that cannot be bound is an error that names it.
  static absl::StatusOr<std::unique_ptr<AdminServer>> Start(const AdminOptions& options,
                                                            AdminPages pages);
  ~AdminServer();

  // "127.0.0.1:9464", with the port really bound.
  const std::string& address() const;

 private:
  class Impl;
  explicit AdminServer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_ADMIN_SERVER_H_
