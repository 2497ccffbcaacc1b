# generated/newsmill_version.h: what --version and a record's `provenance.build` say.
find_package(Git QUIET)
set(NEWSMILL_COMMIT "unknown")
if(GIT_FOUND)
  execute_process(COMMAND ${GIT_EXECUTABLE} -C ${PROJECT_SOURCE_DIR} rev-parse --short=12 HEAD
                  OUTPUT_VARIABLE NEWSMILL_COMMIT OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
endif()
configure_file(${PROJECT_SOURCE_DIR}/cmake/newsmill_version.h.in
               ${PROJECT_BINARY_DIR}/generated/newsmill_version.h @ONLY)
