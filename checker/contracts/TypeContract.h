//===- TypeContract.h - What owning a value of a type does -----*- C++ -*-===//
//
// Says what constructing, moving, copying and destroying a value of a class
// template or class does to the session inside. YAML fills it for smart
// pointers, guards, containers and the libraries' classes; for the program's
// own classes the solver infers function contracts of their members instead,
// which comes to the same. So no smart pointer is a special case in the code.
//
// The session inside a value of such a type lives in a pseudo-field, its
// payload (PayloadField); a deleter or callable lives in DeleterField.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_CONTRACTS_TYPECONTRACT_H
#define SESSION_TIDY_CONTRACTS_TYPECONTRACT_H

#include "contracts/FunctionContract.h"

namespace session {

inline constexpr const char PayloadField[] = "$payload";
inline constexpr const char DeleterField[] = "$deleter";

enum class Holding : uint8_t {
  Pointer,   ///< owns what a raw pointer names, ends it by a deleter
  Guard,     ///< runs a callable at the end
  Value,     ///< contains a value of its template argument (optional, pair)
  Container, ///< contains any number of them
  Session,   ///< is a session, a lease or an environment itself
  Scope,     ///< acts on a session it refers to (transaction guard)
  Callable,  ///< holds a callable that its call operator runs; as a deleter
             ///< type without a visible body it does what Ends says
  Text,      ///< is a text: what it was made of and what was added to it
};

/// Where the deleter or callable comes from.
struct Deleter {
  enum Kind : uint8_t {
    None,
    TemplateArgument, ///< an object of template argument Index; what its call
                      ///< operator does, or the function it points to
    ConstructorArgument, ///< argument Index of the constructor
    OperatorDelete,      ///< `delete` of the pointee
    Function,            ///< the function Name
  } From = None;
  unsigned Index = 0;
  /// Of Function; of TemplateArgument: the static member that is called in
  /// place of the call operator (QScopedPointer's cleanup).
  std::string Name;
};

/// What the end of a value's life does.
struct ScopeEnd {
  std::optional<Transaction> Tx;  ///< only in this state of the transaction
  std::optional<bool> Unwinding;  ///< only (not) while an exception leaves
  std::optional<EventKind> Event; ///< nullopt: nothing
  bool RunsDeleter = false;       ///< runs the deleter or callable
  bool IfNull = false;            ///< runs it for a null payload as well
};

enum class CopyRule : uint8_t { Forbidden, Shares, Duplicates };
enum class MovedFrom : uint8_t { Null, Unspecified, Unchanged };

/// What a member (or a free function over the type) does to the payload.
struct MemberRole {
  enum Kind : uint8_t {
    Construct, ///< payload (and deleter) from arguments
    Take,      ///< returns the payload and forgets it (release)
    Replace,   ///< ends the old payload, adopts Argument (reset); none: null
    Peek,      ///< returns the payload (get, operator*, operator->)
    Test,      ///< true when the payload is not null
    Swap,      ///< exchanges with Argument
    Cancel,    ///< forgets the callable (dismiss)
    Run,       ///< runs the callable now
    Insert,    ///< container: adopts Argument as an element; text: adds it
    AddressOf, ///< returns the payload's address, for an out-argument
    End,       ///< ends the payload now
  } What = Peek;
  std::string Name;                 ///< unqualified: "reset", "operator="
  std::optional<unsigned> Argument; ///< default: see each kind
};

struct TypeContract {
  std::string Name; ///< qualified, without template arguments
  Holding Holds = Holding::Pointer;
  std::string Kind; ///< of Session; of Scope, the session it acts on
  Deleter Ends;
  /// Of Value: fields that hold a constructor's arguments, one each, of the
  /// types of the template arguments.
  std::vector<std::string> Parts;
  std::vector<ScopeEnd> AtEnd; ///< tried in order; none: the holding's usual
  CopyRule Copy = CopyRule::Forbidden;
  MovedFrom Moved = MovedFrom::Null;
  std::vector<MemberRole> Members;
  std::string Source;
  std::string Since, Until; ///< library version that this entry holds for
  unsigned Line = 0;

  /// Its objects are sessions: the handle is an object's address. (Where
  /// copies share one session, the handle is in the payload.)
  bool isObject() const {
    return Holds == Holding::Session && Copy != CopyRule::Shares;
  }
  const MemberRole *member(llvm::StringRef Name) const {
    for (const MemberRole &M : Members)
      if (M.Name == Name)
        return &M;
    return nullptr;
  }
};

} // namespace session

#endif
