// The plugin's door: registers module `session` with clang-tidy, if it fits.
#include "tidy/Host.h"
#include "tidy/SessionCheck.h"
// The registry moved into ClangTidyModule.h with LLVM 22.
#if LLVM_VERSION_MAJOR >= 22
#include "clang-tidy/ClangTidyModule.h"
#else
#include "clang-tidy/ClangTidyModuleRegistry.h"
#endif

using namespace session;

namespace {

class SessionModule : public clang::tidy::ClangTidyModule {
public:
  void
  addCheckFactories(clang::tidy::ClangTidyCheckFactories &Factories) override {
    for (const checks::Check &C : checks::allChecks())
      Factories.registerCheckFactory(
          C.Name,
          [](llvm::StringRef Name, clang::tidy::ClangTidyContext *Context) {
            return std::make_unique<tidy::SessionCheck>(Name, Context);
          });
  }
};

/// Registered once, while the plugin is loaded; the registry keeps the entry
/// for good.
bool registerIfHostFits() {
  if (!tidy::hostFits())
    return false;
  static clang::tidy::ClangTidyModuleRegistry::Add<SessionModule> Entry(
      "session", "Database sessions: opened, closed, used");
  return true;
}

[[maybe_unused]] const bool Registered = registerIfHostFits();

} // namespace
