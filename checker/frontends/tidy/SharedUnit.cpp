#include "tidy/SharedUnit.h"
#include "clang/AST/ASTContext.h"
#include <map>
#include <mutex>

using namespace session;
using namespace session::tidy;

namespace {

using Units = std::vector<std::unique_ptr<AnalyzedUnit>>;

/// The only static and mutable thing of the plugin: a context's analyses go
/// when the context goes.
struct Cache {
  std::mutex Guard;
  std::map<const clang::ASTContext *, Units> ByContext;

  static Cache &get() {
    static Cache Only;
    return Only;
  }
  Units &of(clang::ASTContext &Context) {
    std::lock_guard<std::mutex> Lock(Guard);
    auto [It, Fresh] = ByContext.try_emplace(&Context);
    if (Fresh)
      Context.AddDeallocation(forget, &Context);
    return It->second;
  }
  static void forget(void *Context) {
    Cache &Self = get();
    std::lock_guard<std::mutex> Lock(Self.Guard);
    Self.ByContext.erase(static_cast<clang::ASTContext *>(Context));
  }
};

} // namespace

const AnalyzedUnit &
tidy::sharedUnit(clang::ASTContext &Context,
                 const pipeline::Configuration &Config,
                 llvm::ArrayRef<pipeline::ErrorPlace> Errors,
                 std::vector<std::string> &NewProblems) {
  // One context is used by one thread at a time, so its list needs no lock.
  Units &Known = Cache::get().of(Context);
  for (const std::unique_ptr<AnalyzedUnit> &Unit : Known)
    if (Unit->Config == Config)
      return *Unit;
  auto Unit = std::make_unique<AnalyzedUnit>();
  Unit->Config = Config;
  Unit->Contracts = pipeline::loadContracts(Context, Config, NewProblems);
  Unit->Result = pipeline::analyze(Context, Unit->Contracts, Config, Errors);
  Known.push_back(std::move(Unit));
  return *Known.back();
}
