#include "ingest/decode/topic_formats.h"
#include "ingest/kafka_client.h"
#include "ingest/kafka_source.h"
#include "processors/base/status_macros.h"
#include "sinks/kafka_brokers.h"

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

// Kafka's own rule for names.
bool IsTopicName(std::string_view name) {
  constexpr std::string_view kAllowed =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
  return name.size() <= 249 && name != "." && name != ".." &&
         name.find_first_not_of(kAllowed) == std::string_view::npos;
}

absl::Status ReadTopic(OptionsReader& reader, KafkaSourceOptions::Topic* topic) {
  RETURN_IF_ERROR(reader.Required("name", &topic->name));
  RETURN_IF_ERROR(reader.OptionalOneOf(
      "format", &topic->format,
      {"auto", "flat", "ninjs1", "ninjs2", "ninjs3", "jsonld", "eventregistry"}));
  RETURN_IF_ERROR(reader.Finish());
  if (!topic->name.starts_with('^') && !IsTopicName(topic->name)) {
    return reader.ErrorAt("name", "is `" + topic->name +
                                      "`; allowed: up to 249 of a-z A-Z 0-9 . _ - or a regular "
                                      "expression that begins with ^");
  }
  const absl::Status fits = TopicFormats().Add(topic->name, topic->format);
  return fits.ok() ? fits : reader.ErrorAt("name", "is no " + std::string(fits.message()));
}

absl::Status ReadProperty(const OptionsReader& reader, const std::string& name,
                          const std::string& value, KafkaSourceOptions* options) {
  const auto error = [&](const std::string& what) {
    return reader.PairErrorAt("properties", name, what);
  };
  if (const std::string_view reason = OwnedReason(name); !reason.empty()) {
    return error("sets `" + name + "`, which newsmill owns: " + std::string(reason));
  }
  if (name == "auto.offset.reset") {
    if (value != "earliest" && value != "latest") {
      return error("sets `auto.offset.reset` to `" + value + "`; allowed: earliest, latest");
    }
    options->offset_reset = value;
    return absl::OkStatus();
  }
  if (absl::StatusOr<KafkaConf> conf = NewKafkaConf({{name, value}}); !conf.ok()) {
    return error("has `" + name + "`: " + std::string(conf.status().message()));
  }
  options->properties.emplace_back(name, value);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<KafkaSourceOptions::Topic>> ReadKafkaTopics(OptionsReader& reader) {
  ASSIGN_OR_RETURN(std::vector<OptionsReader> items, reader.Sections("topics"));
  std::vector<KafkaSourceOptions::Topic> topics;
  for (OptionsReader& item : items) {
    KafkaSourceOptions::Topic read;
    RETURN_IF_ERROR(ReadTopic(item, &read));
    for (const KafkaSourceOptions::Topic& other : topics) {
      if (other.name == read.name) {
        return item.ErrorAt("name", "is `" + read.name + "`, which stands twice; keep one");
      }
    }
    topics.push_back(std::move(read));
  }
  return topics;
}

absl::Status ReadKafkaSourceOptions(OptionsReader& reader, KafkaSourceOptions* options) {
  RETURN_IF_ERROR(reader.Required("brokers", &options->brokers));
  if (const std::string why = WhyNoBrokers(options->brokers); !why.empty()) {
    return reader.ErrorAt("brokers", why);
  }
  ASSIGN_OR_RETURN(options->topics, ReadKafkaTopics(reader));
  if (options->topics.empty()) {
    return reader.ErrorAt("topics", "is missing or empty; give at least one: [news.articles]");
  }
  RETURN_IF_ERROR(reader.Optional("group", &options->group));
  if (options->group.empty()) return reader.ErrorAt("group", "is empty; give the group's name");
  RETURN_IF_ERROR(reader.Optional("instance_id", &options->instance_id));
  ASSIGN_OR_RETURN(const KafkaProperties properties, reader.Pairs("properties"));
  for (const auto& [name, value] : properties) {
    RETURN_IF_ERROR(ReadProperty(reader, name, value, options));
  }
  return reader.Finish();
}

}  // namespace newsmill
