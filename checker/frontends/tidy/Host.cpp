#include "tidy/Host.h"
#include "llvm/Config/llvm-config.h"
#include <cstdio>
#include <cstdlib>
#include <dlfcn.h>
#include <string>

using namespace session;

/// "22" out of "Debian clang version 22.1.8 (...)"; 0 when it is not there.
static int majorVersion(const std::string &Full) {
  static constexpr char Word[] = "version ";
  size_t At = Full.find(Word);
  return At == std::string::npos
             ? 0
             : std::atoi(Full.c_str() + At + sizeof(Word) - 1);
}

bool tidy::hostFits() {
  // clang::getClangFullVersion(), looked up by hand: a direct call would bind
  // to the host before anything is known of it.
  using Function = std::string (*)();
  auto FullVersion = reinterpret_cast<Function>(
      dlsym(RTLD_DEFAULT, "_ZN5clang19getClangFullVersionB5cxx11Ev"));
  int Host = FullVersion ? majorVersion(FullVersion()) : 0;
  if (Host == LLVM_VERSION_MAJOR)
    return true;
  if (Host)
    std::fprintf(stderr,
                 "session-tidy-%d.so is for clang-tidy %d and this is %d: no "
                 "session check runs; load session-tidy-%d.so instead\n",
                 LLVM_VERSION_MAJOR, LLVM_VERSION_MAJOR, Host, Host);
  else
    std::fprintf(stderr,
                 "session-tidy-%d.so cannot tell which clang-tidy this is: no "
                 "session check runs; it needs clang-tidy %d\n",
                 LLVM_VERSION_MAJOR, LLVM_VERSION_MAJOR);
  return false;
}
