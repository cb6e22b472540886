//===- Script.h - The free choices of one run ------------------*- C++ -*-===//
//
// Bits that answer a run's questions, in order. Runs are repeated with the
// next script until all have been tried, depth first; scripts end at a cap.
// runtime.cpp walks the same scripts in the same order.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_TEST_LOWERING_SCRIPT_H
#define SESSION_TIDY_TEST_LOWERING_SCRIPT_H

#include <optional>
#include <vector>

namespace session::trace {

class Script {
public:
  explicit Script(unsigned Cap) : Cap(Cap) {}

  /// The next bit, or nothing at the cap.
  std::optional<bool> next() {
    if (Used == Cap)
      return std::nullopt;
    if (Used == Bits.size())
      Bits.push_back(false);
    return Bits[Used++];
  }

  /// Goes to the next script; false when there is none.
  bool advance() {
    Bits.resize(Used);
    Used = 0;
    while (!Bits.empty() && Bits.back())
      Bits.pop_back();
    if (Bits.empty())
      return false;
    Bits.back() = true;
    return true;
  }

private:
  unsigned Cap;
  unsigned Used = 0;
  std::vector<bool> Bits;
};

} // namespace session::trace

#endif
