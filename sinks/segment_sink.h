#ifndef NEWSMILL_SINKS_SEGMENT_SINK_H_
#define NEWSMILL_SINKS_SEGMENT_SINK_H_

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "sinks/segment_writer.h"
#include "sinks/sink.h"

namespace newsmill {

// What becomes of a document.
struct LineFormat {
  // Appends its line, without the line's end.
  std::function<void(const Document&, std::string*)> encode;
  // The outcome with which it settles once written.
  std::function<SinkOutcome(const Document&)> outcome;
  // Why it is not meant for this sink (a literal), or "".
  std::function<std::string_view(const Document&)> filter;
};

// A sink that writes every document as one line; what is written already is superseded
// ("already_written").
std::unique_ptr<Sink> NewSegmentSink(std::unique_ptr<SegmentWriter> writer, LineFormat format);

}  // namespace newsmill

#endif  // NEWSMILL_SINKS_SEGMENT_SINK_H_
