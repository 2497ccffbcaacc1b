#include "ingest/decode/topic_formats.h"

#include <re2/re2.h>

#include <algorithm>

namespace newsmill {

absl::Status TopicFormats::Add(std::string_view topic, std::string_view format) {
  Rule rule{std::string(topic), nullptr, nullptr};
  if (topic.starts_with('^')) {
    auto pattern = std::make_shared<RE2>(rule.topic, RE2::Quiet);
    if (!pattern->ok()) {
      return absl::InvalidArgumentError("topic `" + rule.topic + "`: " + pattern->error());
    }
    rule.pattern = std::move(pattern);
  }
  const auto shapes = Shapes();
  const auto shape = std::find_if(shapes.begin(), shapes.end(),
                                  [&](const Shape& known) { return known.name == format; });
  if (shape != shapes.end()) {
    rule.shape = &*shape;
  } else if (format != "auto") {
    return absl::InvalidArgumentError("`" + std::string(format) + "` is no message format");
  }
  rules_.push_back(std::move(rule));
  return absl::OkStatus();
}

const TopicFormats::Rule* TopicFormats::FindRule(std::string_view topic) const {
  for (const Rule& rule : rules_) {
    const bool fits = rule.pattern == nullptr
                          ? rule.topic == topic
                          : RE2::PartialMatch({topic.data(), topic.size()}, *rule.pattern);
    if (fits) return &rule;
  }
  return nullptr;
}

bool TopicFormats::Contains(std::string_view topic) const { return FindRule(topic) != nullptr; }

const Shape* TopicFormats::Find(std::string_view topic) const {
  const Rule* rule = FindRule(topic);
  return rule == nullptr ? nullptr : rule->shape;
}

}  // namespace newsmill
