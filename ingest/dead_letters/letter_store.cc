#include "ingest/dead_letters/letter_store.h"

#include <charconv>
#include <fstream>
#include <map>
#include <sstream>

#include "ingest/dead_letters/letter_directory.h"
#include "processors/base/options_reader.h"
#include "processors/base/status_macros.h"

namespace newsmill {
namespace {

using Properties = std::vector<std::pair<std::string, std::string>>;

void SetIfOpen(const std::string& value, std::string* target) {
  if (target->empty()) *target = value;
}

// Of the source's properties only those count that say how to reach brokers.
void AddConnection(const Properties& from, Properties* to) {
  for (const auto& [name, value] : from) {
    if (name.starts_with("security.") || name.starts_with("sasl.") || name.starts_with("ssl.")) {
      to->emplace_back(name, value);
    }
  }
}

absl::Status ReadDeadLetters(OptionsReader& root, LetterStore* store) {
  ASSIGN_OR_RETURN(OptionsReader dead, root.Section("dead_letters"));
  ASSIGN_OR_RETURN(OptionsReader ndjson, dead.Section("ndjson"));
  ASSIGN_OR_RETURN(OptionsReader kafka, dead.Section("kafka"));
  std::string directory;
  LetterTopic topic;
  std::string overflow = "dead_letters_overflow";
  RETURN_IF_ERROR(ndjson.Optional("directory", &directory));
  RETURN_IF_ERROR(kafka.Optional("topic", &topic.topic));
  RETURN_IF_ERROR(kafka.Optional("brokers", &topic.brokers));
  RETURN_IF_ERROR(kafka.Optional("overflow", &overflow));
  ASSIGN_OR_RETURN(const Properties properties, kafka.Pairs("properties"));
  SetIfOpen(topic.brokers, &store->topic.brokers);
  SetIfOpen(overflow, &store->overflow);
  AddConnection(properties, &store->topic.properties);
  if (store->directory.empty() && store->topic.topic.empty()) {
    store->directory = directory;
    store->topic.topic = topic.topic;
  }
  return absl::OkStatus();
}

// Marks letters of a topic as dropped, and finds out how far all are handled.
class TopicDropper {
 public:
  TopicDropper(const LetterStore& store, const DropOptions& options)
      : store_(store), options_(options) {}

  absl::StatusOr<DropCounts> Run() {
    ASSIGN_OR_RETURN(HandledLetters handled, options_.dry_run
                                                 ? HandledLetters::Read(store_.HandledPath())
                                                 : HandledLetters::Open(store_.HandledPath()));
    std::vector<std::string> keys;
    RETURN_IF_ERROR(VisitTopic(store_.topic, [&](DeadLetter& letter) {
      const bool done = !handled.WhatOf(letter.key_in_store).empty();
      const bool meant = options_.filter.Matches(letter);
      if (meant) ++(done ? counts_.already : counts_.dropped);
      if (meant && !done) keys.push_back(letter.key_in_store);
      FollowHandled(letter.key_in_store, done || meant);
      return absl::OkStatus();
    }));
    if (options_.dry_run) return counts_;
    if (!keys.empty()) RETURN_IF_ERROR(handled.Add("dropped", keys));
    if (options_.delete_records) RETURN_IF_ERROR(DeleteRecords(store_.topic, delete_before_));
    return counts_;
  }

 private:
  void FollowHandled(const std::string& key, bool handled) {
    int32_t partition = 0;
    int64_t offset = 0;
    const char* end = key.data() + key.size();
    const auto slash = std::from_chars(key.data(), end, partition).ptr;
    std::from_chars(slash + 1, end, offset);
    if (!handled) open_.emplace(partition, offset);
    if (!open_.contains(partition)) delete_before_[partition] = offset + 1;
  }

  const LetterStore& store_;
  const DropOptions& options_;
  DropCounts counts_;
  std::map<int32_t, int64_t> open_;  // the first letter of each partition that is still open
  std::map<int32_t, int64_t> delete_before_;
};

absl::StatusOr<DropCounts> DropFromFiles(const LetterStore& store, const DropOptions& options) {
  ASSIGN_OR_RETURN(const HandledLetters handled, options.dry_run
                                                     ? HandledLetters::Read(store.HandledPath())
                                                     : HandledLetters::Open(store.HandledPath()));
  DropCounts counts;
  const auto is_dropped = [&](const DeadLetter& letter) {
    if (!options.filter.Matches(letter)) return false;
    ++(handled.WhatOf(letter.key_in_store).empty() ? counts.dropped : counts.already);
    return true;
  };
  if (options.dry_run) {
    RETURN_IF_ERROR(VisitDirectory(store.directory, [&](DeadLetter& letter) {
      is_dropped(letter);
      return absl::OkStatus();
    }));
    return counts;
  }
  RETURN_IF_ERROR(DropFromDirectory(store.directory, is_dropped).status());
  return counts;
}

}  // namespace

std::string LetterStore::HandledPath() const {
  if (!handled_path.empty()) return handled_path;
  return is_directory() ? directory + "/.newsmill/replayed" : "newsmill-state/dlq-" + topic.topic;
}

absl::Status ReadStoreOfConfig(const std::string& path, LetterStore* store) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file) return absl::NotFoundError(path + ": cannot be read");
  ASSIGN_OR_RETURN(OptionsReader root, OptionsReader::Parse(text.str(), path));
  RETURN_IF_ERROR(ReadDeadLetters(root, store));
  ASSIGN_OR_RETURN(OptionsReader source, root.Section("source"));
  ASSIGN_OR_RETURN(OptionsReader kafka, source.Section("kafka"));
  std::string brokers;
  RETURN_IF_ERROR(kafka.Optional("brokers", &brokers));
  ASSIGN_OR_RETURN(const Properties properties, kafka.Pairs("properties"));
  if (store->topic.brokers.empty()) {
    store->topic.brokers = brokers;
    AddConnection(properties, &store->topic.properties);
  }
  return absl::OkStatus();
}

absl::Status VisitLetters(const LetterStore& store, const DeadLetterVisitor& visit) {
  return store.is_directory() ? VisitDirectory(store.directory, visit)
                              : VisitTopic(store.topic, visit);
}

absl::StatusOr<DropCounts> DropLetters(const LetterStore& store, const DropOptions& options) {
  return store.is_directory() ? DropFromFiles(store, options) : TopicDropper(store, options).Run();
}

}  // namespace newsmill
