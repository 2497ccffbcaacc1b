#ifndef NEWSMILL_INGEST_DECODE_HTML_WRITER_H_
#define NEWSMILL_INGEST_DECODE_HTML_WRITER_H_

#include <cstddef>
#include <string_view>

namespace newsmill {

// Lays out the text of a page: collapses white space as browsers do, joins what is inline, and
// keeps one line for each block. Lines that are boilerplate (boilerplate.h) are taken back when
// they end. Writes into the caller's buffer; never past its end.
class HtmlWriter {
 public:
  HtmlWriter(char* out, size_t capacity)
      : start_(out), out_(out), finished_(out), line_(out), end_(out + capacity) {}

  // Ends the line, if it has any text.
  void Break();
  // Ends a table cell: a tab, unless the line ends or begins there.
  void Cell();
  // Text between tags. `preformatted`: its line breaks count.
  void Text(std::string_view text, bool linked, bool preformatted);

  // A block that is taken back at its end if it was short or all links. Ends the line.
  void StartDoubtfulBlock();
  void EndDoubtfulBlock();

  size_t size() const { return static_cast<size_t>(out_ - start_); }
  bool overflowed() const { return overflowed_; }  // text was lost for want of room

 private:
  void Put(const char* bytes, size_t size, bool linked);
  void FinishLine();

  char* const start_;
  char* out_;
  char* finished_;  // end of the lines that are done
  char* line_;      // where the open line's text begins; meaningful while out_ != finished_
  char* const end_;
  char pending_ = '\0';  // white space owed before the next character
  bool overflowed_ = false;
  size_t line_linked_ = 0;   // bytes of the open line that are links; spaces not counted
  size_t total_linked_ = 0;  // bytes of links so far
  size_t block_begin_ = 0;
  size_t block_linked_ = 0;
};

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_DECODE_HTML_WRITER_H_
