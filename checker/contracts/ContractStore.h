//===- ContractStore.h - Every contract known ------------------*- C++ -*-===//
//
// Answers "what does this function or type do to sessions". Declared contracts
// are found by qualified name (and number of parameters), inferred ones by
// USR. Binding is late: nothing in a FlowGraph depends on what is stored here.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_CONTRACTS_CONTRACTSTORE_H
#define SESSION_TIDY_CONTRACTS_CONTRACTSTORE_H

#include "contracts/Model.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Error.h"

namespace session {

class ContractStore {
public:
  /// Adds a model. Two models that contradict each other over one name are an
  /// error that names both places; the first one stays.
  llvm::Error add(Model Library);
  /// Replaces what was inferred for Usr before.
  void infer(llvm::StringRef Usr, FunctionContract Contract);
  /// Lists a function of the project that never throws, by qualified name.
  void addNoThrow(llvm::StringRef QualifiedName);

  /// nullptr when nobody knows. Declared wins over inferred.
  const FunctionContract *declared(llvm::StringRef QualifiedName,
                                   unsigned Arity) const;
  /// The same where the classes of the parameters are known, "" where one is
  /// of no class: an entry that names them wins over one that does not.
  const FunctionContract *
  declared(llvm::StringRef QualifiedName,
           llvm::ArrayRef<llvm::StringRef> Classes) const;
  const FunctionContract *inferred(llvm::StringRef Usr) const;
  const TypeContract *type(llvm::StringRef QualifiedName) const;
  const Policy *kind(llvm::StringRef LibraryDotKind) const;
  /// The first model's ExceptionRoot that is not empty, or "".
  llvm::StringRef exceptionRoot() const;
  bool neverThrows(llvm::StringRef QualifiedName) const;

  /// The qualified names whose presence means that a translation unit may
  /// have to do with a session; sorted. The gate asks the identifier table for their
  /// parts.
  std::vector<std::string> producerNames() const;
  llvm::ArrayRef<Model> models() const { return Models; }

private:
  /// A kind that the model took from another library must be there by now.
  llvm::Error checkKind(const Effect &E, const FunctionContract &F) const;

  // A deque-like guarantee is not needed: pointers into Models are taken only
  // after every model was added (see freeze in the implementation).
  std::vector<Model> Models;
  llvm::StringMap<std::vector<std::pair<unsigned, unsigned>>> Functions;
  llvm::StringMap<std::pair<unsigned, unsigned>> Types;
  llvm::StringMap<std::pair<unsigned, unsigned>> Kinds;
  llvm::StringMap<FunctionContract> Inferred;
  llvm::StringMap<char> NoThrow;
};

} // namespace session

#endif
