#include "pipeline/Gate.h"
#include "clang/AST/ASTContext.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace session;
using namespace session::pipeline;

static bool isKnown(clang::IdentifierTable &Names, llvm::StringRef Name) {
  if (Names.find(Name) != Names.end())
    return true;
  clang::IdentifierInfoLookup *External = Names.getExternalIdentifierLookup();
  return External && External->get(Name);
}

/// Operators and destructors are in no identifier table.
static bool isIdentifier(llvm::StringRef Name) {
  return llvm::all_of(Name,
                      [](char C) { return llvm::isAlnum(C) || C == '_'; });
}

bool pipeline::isNamed(clang::ASTContext &Context, llvm::StringRef Name) {
  llvm::SmallVector<llvm::StringRef, 4> Parts;
  Name.split(Parts, "::");
  return llvm::all_of(Parts, [&](llvm::StringRef Part) {
    return !isIdentifier(Part) || isKnown(Context.Idents, Part);
  });
}

bool pipeline::namesProducer(clang::ASTContext &Context,
                             const ContractStore &Contracts) {
  return llvm::any_of(Contracts.producerNames(), [&](const std::string &Name) {
    return isNamed(Context, Name);
  });
}

bool pipeline::namesCodeContract(clang::ASTContext &Context) {
  constexpr llvm::StringRef Attributes[] = {"acquire_handle", "release_handle",
                                            "annotate"};
  return llvm::any_of(Attributes, [&](llvm::StringRef Name) {
    return isKnown(Context.Idents, Name);
  });
}
