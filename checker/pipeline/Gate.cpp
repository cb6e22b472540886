#include "pipeline/Gate.h"
#include "clang/AST/ASTContext.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;
using namespace session::pipeline;

static bool isNamed(clang::IdentifierTable &Names, llvm::StringRef Name) {
  if (Names.find(Name) != Names.end())
    return true;
  clang::IdentifierInfoLookup *External = Names.getExternalIdentifierLookup();
  return External && External->get(Name);
}

bool pipeline::namesProducer(clang::ASTContext &Context,
                             const ContractStore &Contracts) {
  return llvm::any_of(Contracts.producerNames(), [&](const std::string &Name) {
    return isNamed(Context.Idents, Name);
  });
}
