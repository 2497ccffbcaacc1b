#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ingest/commands/commands.h"
#include "ingest/commands/dlq_output.h"
#include "ingest/commands/progress.h"
#include "ingest/dead_letters/letter_filter.h"
#include "ingest/dead_letters/letter_replay.h"
#include "ingest/dead_letters/letter_store.h"
#include "processors/base/status_macros.h"

namespace newsmill {
namespace {

struct DlqFlags {
  std::string config;
  LetterStore store;
  std::vector<std::string> properties;
  int timeout_s = 30;
  LetterFilter filter;
  std::string since, until;
  // list
  bool all = false;
  bool json = false;
  int64_t limit = 0;
  // show
  bool raw = false;
  // replay and drop
  std::string to;
  bool again = false;
  bool dry_run = false;
  bool yes = false;
  bool delete_records = false;
};

absl::Status Prepare(DlqFlags& flags) {
  LetterStore& store = flags.store;
  if (store.is_directory() && !store.topic.topic.empty()) {
    return absl::InvalidArgumentError("--directory and --letters exclude each other");
  }
  for (const std::string& property : flags.properties) {
    const size_t equals = property.find('=');
    if (equals == 0 || equals == std::string::npos) {
      return absl::InvalidArgumentError("--property " + property + " is not name=value");
    }
    store.topic.properties.emplace_back(property.substr(0, equals), property.substr(equals + 1));
  }
  if (!flags.config.empty()) RETURN_IF_ERROR(ReadStoreOfConfig(flags.config, &store));
  if (!store.is_directory() && store.topic.topic.empty()) {
    return absl::InvalidArgumentError(
        "say where the dead letters lie: --config FILE, --directory DIR or --letters TOPIC");
  }
  if (store.topic.brokers.empty()) store.topic.brokers = "127.0.0.1:9092";
  store.topic.timeout = std::chrono::seconds(flags.timeout_s);
  RETURN_IF_ERROR(ReadTime("--since", flags.since, &flags.filter.since));
  return ReadTime("--until", flags.until, &flags.filter.until);
}

// Calls `visit` for what matches and, without --all, is not handled yet.
template <typename Visit>
absl::Status VisitMatching(const DlqFlags& flags, const Visit& visit) {
  ASSIGN_OR_RETURN(const HandledLetters handled, HandledLetters::Read(flags.store.HandledPath()));
  return VisitLetters(flags.store, [&](DeadLetter& letter) {
    const std::string_view what = handled.WhatOf(letter.key_in_store);
    if (!flags.all && !what.empty()) return absl::OkStatus();
    if (!flags.filter.Matches(letter)) return absl::OkStatus();
    return visit(letter, what);
  });
}

absl::StatusOr<int> List(const DlqFlags& flags) {
  int64_t count = 0;
  const absl::Status status =
      VisitMatching(flags, [&](const DeadLetter& letter, std::string_view handled) {
        if (count == 0 && !flags.json) PrintLetterTableHead(std::cout);
        ++count;
        flags.json ? PrintLetterJson(letter, handled, std::cout)
                   : PrintLetterRow(letter, handled, std::cout);
        return count == flags.limit ? absl::CancelledError() : absl::OkStatus();
      });
  if (!absl::IsCancelled(status)) RETURN_IF_ERROR(status);
  if (count == 0 && !flags.json) std::cout << "no dead letters\n";
  return kExitOk;
}

absl::StatusOr<int> Show(const DlqFlags& flags) {
  int64_t count = 0;
  std::string raw;
  RETURN_IF_ERROR(VisitMatching(flags, [&](DeadLetter& letter, std::string_view handled) {
    const absl::Status loaded = LoadMessage(flags.store.overflow, &letter);
    ++count;
    if (flags.raw) {
      raw = letter.value.value_or("");
      return count > 1 ? absl::InvalidArgumentError(
                             "--raw: several letters match; choose one with "
                             "--position")
                       : loaded;
    }
    if (count > 1) std::cout << '\n';
    PrintLetterWhole(letter, handled, std::cout);
    if (!loaded.ok()) std::cout << loaded.message() << '\n';
    return absl::OkStatus();
  }));
  if (count == 0) return absl::NotFoundError("no dead letter matches");
  std::cout << raw;
  return kExitOk;
}

absl::StatusOr<int> RunReplay(const DlqFlags& flags) {
  ProgressLine progress("messages");
  ReplayOptions options = {.filter = flags.filter,
                           .to = flags.to,
                           .again = flags.again,
                           .dry_run = flags.dry_run,
                           .producer = {.brokers = flags.store.topic.brokers,
                                        .properties = flags.store.topic.properties},
                           .timeout = std::chrono::seconds(flags.timeout_s)};
  // A topic that is not there is an answer, not something to wait for.
  options.producer.properties.emplace_back("topic.metadata.propagation.max.ms", "2000");
  options.on_progress = [&](const ReplayCounts& counts) {
    progress.Update(counts.sent, counts.bytes);
  };
  options.on_failed = [](const DeadLetter& letter, std::string_view why) {
    std::cerr << "newsmill dlq: " << letter.position() << " not replayed: " << why << '\n';
  };
  ASSIGN_OR_RETURN(const ReplayCounts counts, ReplayLetters(flags.store, options));
  std::cout << (flags.dry_run ? "would replay " : "replayed ") << counts.sent << " messages ("
            << counts.bytes << " bytes)";
  if (counts.already > 0) std::cout << ", " << counts.already << " left alone: handled before";
  std::cout << '\n';
  return counts.failed > 0 ? kExitDeadLettered : kExitOk;
}

absl::StatusOr<int> Drop(const DlqFlags& flags) {
  if (flags.filter.empty() && !flags.yes && !flags.dry_run) {
    return absl::InvalidArgumentError("this would drop all; choose some, or give --yes");
  }
  ASSIGN_OR_RETURN(const DropCounts counts,
                   DropLetters(flags.store, {.filter = flags.filter,
                                             .dry_run = flags.dry_run,
                                             .delete_records = flags.delete_records}));
  std::cout << (flags.dry_run ? "would drop " : "dropped ") << counts.dropped << " dead letters";
  if (counts.already > 0) std::cout << ", and " << counts.already << " that were handled before";
  std::cout << '\n';
  return kExitOk;
}

using Action = absl::StatusOr<int> (*)(const DlqFlags&);

int RunAction(DlqFlags flags, Action action) {
  absl::Status status = Prepare(flags);
  if (status.ok()) {
    const absl::StatusOr<int> result = action(flags);
    if (result.ok()) return *result;
    status = result.status();
  }
  std::cerr << "newsmill dlq: " << status.message() << '\n';
  return absl::IsInvalidArgument(status) || absl::IsNotFound(status) ? kExitUsage : kExitFailed;
}

void AddStoreOptions(CLI::App* command, DlqFlags* flags) {
  LetterStore& store = flags->store;
  command->add_option("--config", flags->config,
                      "the service's configuration, which says where they lie");
  command->add_option("--directory", store.directory, "a directory of dead letters");
  command->add_option("--letters", store.topic.topic, "a topic of dead letters");
  command->add_option("--brokers", store.topic.brokers,
                      "host:port,host:port [the configuration's, or 127.0.0.1:9092]");
  command->add_option("--property", flags->properties, "a librdkafka property, name=value; repeat")
      ->take_all();
  command->add_option("--overflow", store.overflow,
                      "folder of the values that the topic was too small for");
  command->add_option("--state", store.handled_path,
                      "file that says which letters were handled [.newsmill/replayed in the "
                      "directory; newsmill-state/dlq-TOPIC]");
  command->add_option("--timeout", flags->timeout_s, "seconds to wait for the brokers")
      ->capture_default_str()
      ->check(CLI::Range(1, 3600));
}

void AddFilterOptions(CLI::App* command, DlqFlags* flags) {
  LetterFilter& filter = flags->filter;
  command->add_option("--reason", filter.codes, "reason code, as invalid_json; repeat for several");
  command->add_option("--stage", filter.stages, "the stage that failed");
  command->add_option("--sink", filter.sinks, "the sink that refused it");
  command->add_option("--topic", filter.topics, "the topic that the message came from");
  command->add_option("--id", filter.ids, "the article's id, or the message's key");
  command->add_option("--position", filter.positions, "the message's TOPIC/PARTITION/OFFSET");
  command->add_option("--since", flags->since, "failed at this time or later: 2026-01-02");
  command->add_option("--until", flags->until, "failed before this time: 2026-01-02T12:00:00Z");
}

CLI::App* AddAction(CLI::App* dlq, const char* name, const char* what, Action action,
                    const std::shared_ptr<DlqFlags>& flags, int* exit_status) {
  CLI::App* command = dlq->add_subcommand(name, what);
  AddStoreOptions(command, flags.get());
  AddFilterOptions(command, flags.get());
  command->callback([=] { *exit_status = RunAction(*flags, action); });
  return command;
}

void AddReplay(CLI::App* dlq, const std::shared_ptr<DlqFlags>& flags, int* exit_status) {
  CLI::App* replay =
      AddAction(dlq, "replay", "send their messages again", &RunReplay, flags, exit_status);
  replay->add_option("--to", flags->to, "to this topic [the one that each came from]");
  replay->add_flag("--again", flags->again, "also those that were replayed or dropped before");
  replay->add_flag("--dry-run", flags->dry_run, "only count what would be sent");
}

void AddDrop(CLI::App* dlq, const std::shared_ptr<DlqFlags>& flags, int* exit_status) {
  CLI::App* drop =
      AddAction(dlq, "drop", "forget them: removed from a directory, marked as handled on a topic",
                &Drop, flags, exit_status);
  drop->add_flag("--dry-run", flags->dry_run, "only count what would be dropped");
  drop->add_flag("--yes", flags->yes, "all of them, where no filter is given");
  drop->add_flag("--delete-records", flags->delete_records,
                 "on a topic: let the broker delete what lies before the first open letter");
}

}  // namespace

void AddDlqCommand(CLI::App& app, int* exit_status) {
  auto flags = std::make_shared<DlqFlags>();
  CLI::App* dlq = app.add_subcommand("dlq", "look at dead letters, replay or drop them");
  dlq->require_subcommand(1);
  CLI::App* list = AddAction(dlq, "list", "one line each", &List, flags, exit_status);
  list->add_flag("--all", flags->all, "also those that were replayed or dropped");
  list->add_flag("--json", flags->json, "one JSON object a line");
  list->add_option("--limit", flags->limit, "at most so many")->check(CLI::Range(1, 1'000'000'000));
  CLI::App* show = AddAction(dlq, "show", "everything about some", &Show, flags, exit_status);
  show->add_flag("--all", flags->all, "also those that were replayed or dropped");
  show->add_flag("--raw", flags->raw, "only the value of the one that matches, byte for byte");
  AddReplay(dlq, flags, exit_status);
  AddDrop(dlq, flags, exit_status);
  dlq->footer(
      "Examples:\n"
      "  newsmill dlq list --config news.yaml --reason invalid_json --since 2026-01-02\n"
      "  newsmill dlq show --directory dead --position news.articles/0/17 --raw > message\n"
      "  newsmill dlq replay --config news.yaml --reason too_large --dry-run\n"
      "  newsmill dlq replay --letters news.dead --brokers kafka:9092 --to news.articles.retry\n"
      "  newsmill dlq drop --directory dead --stage decoder --until 2026-01-01\n\n"
      "What was replayed is remembered: a second replay sends nothing unless --again.\n"
      "Exit status: 0 done; 1 it failed (what was sent so far is remembered); 2 wrong usage, no\n"
      "such directory or topic, or show found none; 3 replayed, but for some that cannot be sent.");
}

}  // namespace newsmill
