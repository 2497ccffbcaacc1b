# Flags of every target of ours: add_newsmill_library() is the one place that sets them.
find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()
find_program(MOLD mold)

add_library(newsmill_flags INTERFACE)
target_compile_features(newsmill_flags INTERFACE cxx_std_20)
target_include_directories(newsmill_flags INTERFACE ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR}/generated)
target_compile_options(newsmill_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # g++ 12 reports these two inside its own standard library at -O2 and -O3.
  target_compile_options(newsmill_flags INTERFACE -Wno-restrict -Wno-maybe-uninitialized)
elseif(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  # g++ 12's standard library uses its own deprecated get_temporary_buffer in std::stable_sort.
  target_compile_options(newsmill_flags INTERFACE -Wno-deprecated-declarations)
endif()
if(MOLD)
  target_link_options(newsmill_flags INTERFACE -fuse-ld=mold)
endif()
if(NEWSMILL_SANITIZE)
  target_compile_options(newsmill_flags INTERFACE -fsanitize=${NEWSMILL_SANITIZE} -fno-omit-frame-pointer
                         -fno-sanitize-recover=all)
  target_link_options(newsmill_flags INTERFACE -fsanitize=${NEWSMILL_SANITIZE})
  if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    # RapidJSON adds offsets to null pointers.
    target_compile_options(newsmill_flags INTERFACE -fno-sanitize=pointer-overflow)
  endif()
endif()

# add_newsmill_library(NAME sources...): a static library with the project's flags.
function(add_newsmill_library name)
  add_library(${name} STATIC ${ARGN})
  target_link_libraries(${name} PUBLIC newsmill_flags)
endfunction()

if(NEWSMILL_SANITIZE STREQUAL "thread")
  add_library(newsmill_tsan_threads STATIC ${PROJECT_SOURCE_DIR}/tests/support/tsan_c11_threads.cc)
  target_compile_options(newsmill_tsan_threads PRIVATE -fsanitize=thread)
  target_link_libraries(newsmill_flags INTERFACE newsmill_tsan_threads)
  target_link_options(newsmill_flags INTERFACE -Wl,-u,thrd_create -Wl,--export-dynamic)
endif()
