#ifndef NEWSMILL_SINKS_SEGMENT_SINK_H_
#define NEWSMILL_SINKS_SEGMENT_SINK_H_

#include <functional>
#include <memory>
#include <string>

#include "sinks/segment_writer.h"
#include "sinks/sink.h"

namespace newsmill {

// Appends one line for a document, without its end.
using LineEncoder = std::function<void(const Document&, std::string*)>;

// The outcome with which a written document settles.
using LineOutcome = SinkOutcome (*)(const Document&);

// A sink that writes every document as one line; what is written already is superseded
// ("already_written").
std::unique_ptr<Sink> NewSegmentSink(std::unique_ptr<SegmentWriter> writer, LineEncoder encode,
                                     LineOutcome outcome);

}  // namespace newsmill

#endif  // NEWSMILL_SINKS_SEGMENT_SINK_H_
