#include "ingest/admin_server.h"

#include <httplib.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <thread>
#include <utility>

#include "processors/base/status_macros.h"

namespace newsmill {
namespace {

constexpr char kTextType[] = "text/plain; version=0.0.4; charset=utf-8";
// A connection holds a thread until its client has asked, or for so long.
constexpr size_t kThreads = 8;
constexpr time_t kSilenceS = 1;
constexpr size_t kMaxRequestBytes = 4096;

// Splits HOST:PORT or [IPv6]:PORT; false where there is no valid port.
bool SplitAddress(const std::string& address, std::string* host, int* port) {
  const size_t colon = address.rfind(':');
  if (colon == std::string::npos || colon == 0) return false;
  *host = address.substr(0, colon);
  if (host->front() == '[' && host->back() == ']') *host = host->substr(1, host->size() - 2);
  if (host->empty()) return false;
  const char* end = address.data() + address.size();
  const auto result = std::from_chars(address.data() + colon + 1, end, *port);
  return result.ec == std::errc() && result.ptr == end && *port >= 0 && *port <= 65535;
}

void AnswerHealth(const std::function<std::string()>& check, httplib::Response& response) {
  const std::string problem = check();
  response.status = problem.empty() ? 200 : 503;
  response.set_content((problem.empty() ? "ok" : problem) + "\n", kTextType);
}

}  // namespace

class AdminServer::Impl {
 public:
  explicit Impl(AdminPages pages) : pages_(std::move(pages)) {
    // The library's default also sets SO_REUSEPORT, which would hide that a port is taken.
    server_.set_socket_options([](socket_t socket) {
      const int on = 1;
      setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
    });
    server_.set_read_timeout(kSilenceS);
    server_.set_write_timeout(kSilenceS);
    server_.set_keep_alive_timeout(kSilenceS);
    server_.set_payload_max_length(kMaxRequestBytes);
    server_.new_task_queue = [] { return new httplib::ThreadPool(kThreads); };
    server_.Get("/metrics", [this](const httplib::Request&, httplib::Response& response) {
      response.set_content(pages_.metrics(), kTextType);
    });
    server_.Get("/livez", [this](const httplib::Request&, httplib::Response& response) {
      AnswerHealth(pages_.live, response);
    });
    server_.Get("/readyz", [this](const httplib::Request&, httplib::Response& response) {
      AnswerHealth(pages_.ready, response);
    });
    server_.Get("/", [](const httplib::Request&, httplib::Response& response) {
      response.set_content("newsmill: /metrics /livez /readyz\n", kTextType);
    });
  }

  ~Impl() {
    server_.stop();
    if (thread_.joinable()) thread_.join();
  }

  absl::Status Listen(const std::string& address) {
    std::string host;
    int port = 0;
    if (!SplitAddress(address, &host, &port)) {
      return absl::InvalidArgumentError("admin.listen: `" + address + "` is not HOST:PORT");
    }
    errno = 0;
    const bool bound =
        port == 0 ? (port = server_.bind_to_any_port(host)) > 0 : server_.bind_to_port(host, port);
    if (!bound) {
      return absl::FailedPreconditionError(
          "admin.listen: cannot bind " + address + ": " +
          (errno != 0 ? std::strerror(errno) : "no such address on this machine") +
          (errno == EADDRINUSE ? "; is another newsmill running? Port 0 picks a free one" : ""));
    }
    address_ = address.substr(0, address.rfind(':') + 1) + std::to_string(port);
    thread_ = std::thread([this] { server_.listen_after_bind(); });
    // stop() before the loop runs would be lost and the join would hang.
    while (!server_.is_running()) std::this_thread::yield();
    return absl::OkStatus();
  }

  const std::string& address() const { return address_; }

 private:
  const AdminPages pages_;
  httplib::Server server_;
  std::thread thread_;
  std::string address_;
};

absl::Status ReadAdminOptions(OptionsReader& reader, AdminOptions* options) {
  RETURN_IF_ERROR(reader.Optional("listen", &options->listen));
  std::string host;
  int port = 0;
  if (!options->listen.empty() && !SplitAddress(options->listen, &host, &port)) {
    return reader.ErrorAt(
        "listen", "is `" + options->listen + "`; allowed: HOST:PORT, for example 127.0.0.1:9464");
  }
  return reader.Finish();
}

AdminServer::AdminServer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
AdminServer::~AdminServer() = default;

absl::StatusOr<std::unique_ptr<AdminServer>> AdminServer::Start(const AdminOptions& options,
                                                                AdminPages pages) {
  auto impl = std::make_unique<Impl>(std::move(pages));
  RETURN_IF_ERROR(impl->Listen(options.listen));
  return std::unique_ptr<AdminServer>(new AdminServer(std::move(impl)));
}

const std::string& AdminServer::address() const { return impl_->address(); }

}  // namespace newsmill
