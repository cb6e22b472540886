//===- ModelWords.h - How a model spells things ----------------*- C++ -*-===//
//
// The one table of spellings that reader and writer share, each in the order
// of its enumeration. Events, lives and transactions are spelled by protocol/.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_CONTRACTS_MODELWORDS_H
#define SESSION_TIDY_CONTRACTS_MODELWORDS_H

#include "contracts/TypeContract.h"
#include "llvm/ADT/StringRef.h"
#include <iterator>

namespace session::words {

inline constexpr llvm::StringRef EffectKinds[] = {
    "produce", "event",  "text",  "observe", "select", "child",     "consume",
    "adopt",   "borrow", "share", "key",     "lease",  "give-back", "exclusive",
    "invoke",  "join",   "lock",  "unlock",  "wait"};
static_assert(std::size(EffectKinds) == unsigned(EffectKind::Wait) + 1);

inline constexpr llvm::StringRef TextRuns[] = {"now", "at-child-step",
                                               "at-next-exec"};
inline constexpr llvm::StringRef InvokeWhens[] = {"now", "later",
                                                  "other-thread", "scope-exit",
                                                  "team", "beside"};
inline constexpr llvm::StringRef OnThrows[] = {"leaves", "rolls-back",
                                               "commits", "swallowed"};
inline constexpr llvm::StringRef ThrowRanks[] = {"never", "foreign", "project",
                                                 "shown", "longjmp"};
inline constexpr llvm::StringRef Built[] = {"unsaid", "arguments",
                                            "new-pointee"};

inline constexpr llvm::StringRef TextKinds[] = {"same", "head", "format"};

inline constexpr llvm::StringRef TransactionsAtClose[] = {"rolls-back",
                                                          "commits", "stays"};
inline constexpr llvm::StringRef ChildrenAtClose[] = {"dies", "blocks",
                                                      "survives"};
inline constexpr llvm::StringRef PoolsWhenDry[] = {
    "unknown", "blocks", "throws", "returns-null", "grows"};
inline constexpr llvm::StringRef ThreadRules[] = {"one-at-a-time", "safe",
                                                  "by-mode", "opening-thread"};

inline constexpr llvm::StringRef Holdings[] = {"pointer",   "guard",   "value",
                                               "container", "session", "scope",
                                               "callable",  "text"};
static_assert(std::size(Holdings) == unsigned(Holding::Text) + 1);
inline constexpr llvm::StringRef CopyRules[] = {"forbidden", "shares",
                                                "duplicates"};
inline constexpr llvm::StringRef MovedFroms[] = {"null", "unspecified",
                                                 "unchanged"};
inline constexpr llvm::StringRef Deleters[] = {"none", "template-argument",
                                               "constructor-argument",
                                               "operator-delete", "function"};
inline constexpr llvm::StringRef MemberRoles[] = {
    "construct", "take", "replace", "peek",       "test", "swap",
    "cancel",    "run",  "insert",  "address-of", "end"};
static_assert(std::size(MemberRoles) == unsigned(MemberRole::End) + 1);

} // namespace session::words

#endif
