//===- ReturnTest.h - Which outcome of a call this is ----------*- C++ -*-===//
//
// A condition on how a call ended: by exception, or by returning a value of
// some class. Outcomes of one effect are tried in order; `Otherwise` takes
// what is left of the normal returns. Numbers may be given by name (SQLITE_OK)
// in a model; the reader takes the numbers from the model's own `constants`.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_CONTRACTS_RETURNTEST_H
#define SESSION_TIDY_CONTRACTS_RETURNTEST_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace session {

struct ReturnTest {
  enum Kind : uint8_t {
    Always, ///< any normal return
    Null,
    NonNull,
    Zero,
    NonZero,
    Negative,
    NonNegative,
    Positive,
    NonPositive,
    OneOf,     ///< Values
    NoneOf,    ///< Values
    AtLeast,   ///< Values.front(): >= that
    AtMost,    ///< Values.front(): <= that
    Otherwise, ///< a normal return no earlier outcome took
    Throws,    ///< the call left by exception
  } What = Always;
  std::vector<int64_t> Values;

  friend bool operator==(const ReturnTest &A, const ReturnTest &B) {
    return A.What == B.What && A.Values == B.Values;
  }
  friend bool operator<(const ReturnTest &A, const ReturnTest &B) {
    return std::tie(A.What, A.Values) < std::tie(B.What, B.Values);
  }
};

/// Reads `always`, `otherwise`, `throws`, or `S == null`, `S != 0`, `S < 0`,
/// `S == A or B`, `S != A and B`, `S < A` and so on, where S is Subject
/// ("return", "arg0") and A and B are numbers or names of Constants.
llvm::Expected<ReturnTest>
parseReturnTest(llvm::StringRef Text, llvm::StringRef Subject,
                const std::map<std::string, int64_t> &Constants);
/// A number, or a name of Constants.
llvm::Expected<int64_t>
parseConstant(llvm::StringRef Text,
              const std::map<std::string, int64_t> &Constants);
/// What holds when Test does not; nullopt where no test says that.
std::optional<ReturnTest> negated(const ReturnTest &Test);
/// The written form, with numbers; parseReturnTest reads it back.
std::string renderReturnTest(const ReturnTest &Test, llvm::StringRef Subject);

} // namespace session

#endif
