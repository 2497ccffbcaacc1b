#include "ingest/kafka_client.h"
#include "ingest/kafka_source.h"
#include "processors/base/status_macros.h"

namespace newsmill {
namespace {

struct OwnedProperty {
  std::string_view name;
  std::string_view reason;
};

// Options that would break the delivery guarantees, or that have a key of their own.
constexpr OwnedProperty kOwnedProperties[] = {
    {"enable.auto.commit", "offsets are committed only after the sinks have made records durable"},
    {"enable.auto.offset.store", "offsets are stored only after delivery"},
    {"auto.commit.interval.ms", "offsets are committed only after delivery"},
    {"group.id", "use source.kafka.group"},
    {"group.instance.id", "use source.kafka.instance_id; each worker appends its number"},
    {"bootstrap.servers", "use source.kafka.brokers"},
    {"metadata.broker.list", "use source.kafka.brokers"},
    {"partition.assignment.strategy",
     "the range assignor with static membership is what this client version does safely"},
    {"enable.partition.eof", "newsmill needs it to know when it has caught up"},
};

std::string_view OwnedReason(std::string_view name) {
  for (const OwnedProperty& owned : kOwnedProperties) {
    if (owned.name == name) return owned.reason;
  }
  return {};
}

}  // namespace

absl::Status ReadKafkaSourceOptions(OptionsReader& reader, KafkaSourceOptions* options) {
  RETURN_IF_ERROR(reader.Required("brokers", &options->brokers));
  ASSIGN_OR_RETURN(std::vector<OptionsReader> topics, reader.Sections("topics"));
  for (OptionsReader& topic : topics) {
    KafkaSourceOptions::Topic read;
    RETURN_IF_ERROR(topic.Required("name", &read.name));
    RETURN_IF_ERROR(topic.OptionalOneOf(
        "format", &read.format,
        {"auto", "flat", "ninjs1", "ninjs2", "ninjs3", "jsonld", "eventregistry"}));
    RETURN_IF_ERROR(topic.Finish());
    options->topics.push_back(std::move(read));
  }
  if (options->topics.empty()) {
    return reader.ErrorAt("topics", "is missing or empty; give at least one: [news.articles]");
  }
  RETURN_IF_ERROR(reader.Optional("group", &options->group));
  if (options->group.empty()) return reader.ErrorAt("group", "is empty; give the group's name");
  RETURN_IF_ERROR(reader.Optional("instance_id", &options->instance_id));
  ASSIGN_OR_RETURN(const KafkaProperties properties, reader.Pairs("properties"));
  for (const auto& [name, value] : properties) {
    if (const std::string_view reason = OwnedReason(name); !reason.empty()) {
      return reader.ErrorAt("properties",
                            "sets `" + name + "`, which newsmill owns: " + std::string(reason));
    }
    if (name == "auto.offset.reset") {
      if (value != "earliest" && value != "latest") {
        return reader.ErrorAt(
            "properties", "sets `auto.offset.reset` to `" + value + "`; allowed: earliest, latest");
      }
      options->offset_reset = value;
      continue;
    }
    if (absl::StatusOr<KafkaConf> conf = NewKafkaConf({{name, value}}); !conf.ok()) {
      return reader.ErrorAt("properties",
                            "has `" + name + "`: " + std::string(conf.status().message()));
    }
    options->properties.emplace_back(name, value);
  }
  return reader.Finish();
}

}  // namespace newsmill
