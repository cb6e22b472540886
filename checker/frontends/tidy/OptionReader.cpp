#include "tidy/OptionReader.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace session;
using namespace session::tidy;
using clang::tidy::ClangTidyCheck;
namespace path = llvm::sys::path;

namespace {

struct Named {
  const char *Name;
  const char *Default;
  std::string WrittenOptions::*Value;
};

constexpr Named AllOptions[] = {
    {"Confidence", "likely", &WrittenOptions::Confidence},
    {"Models", "", &WrittenOptions::Models},
    {"ForeignMayThrow", "false", &WrittenOptions::ForeignMayThrow},
    {"AnyException", "false", &WrittenOptions::AnyException},
    {"NoThrow", "", &WrittenOptions::NoThrow},
    {"ReportInMain", "false", &WrittenOptions::ReportInMain},
};

/// The kinds of findings that one check's options switch off.
struct KindOption {
  llvm::StringRef Check;
  const char *Name;
  llvm::StringRef Tag;
  const char *Default = "true";
};

constexpr KindOption KindOptions[] = {
    {"session-shared-across-functions", "Global", "global"},
    {"session-shared-across-functions", "Split", "split"},
    {"session-shared-across-functions", "Meddling", "meddling"},
    {"session-shared-across-functions", "NestedBegin", "nested-begin"},
    {"session-held-too-long", "Enabled", "waiting", "false"},
    {"session-missing-rollback", "UncheckedCommit", "unchecked-commit",
     "false"},
};

std::vector<std::string> splitList(llvm::StringRef Text) {
  llvm::SmallVector<llvm::StringRef, 4> Parts;
  Text.split(Parts, ';', -1, /*KeepEmpty=*/false);
  std::vector<std::string> List;
  for (llvm::StringRef Part : Parts)
    if (!Part.trim().empty())
      List.push_back(Part.trim().str());
  return List;
}

bool readBool(llvm::StringRef Name, llvm::StringRef Text,
              std::vector<std::string> &Problems) {
  if (Text != "true" && Text != "false" && Text != "1" && Text != "0")
    Problems.push_back(("option " + Name + ": '" + Text +
                        "' is not understood; write true or false")
                           .str());
  return Text == "true" || Text == "1";
}

/// The first folder from the source file upwards in which Wanted exists.
std::optional<std::string> findUpwards(llvm::StringRef Wanted,
                                       llvm::StringRef MainFile) {
  if (path::is_absolute(Wanted))
    return Wanted.str();
  llvm::SmallString<256> Folder(MainFile);
  llvm::sys::fs::make_absolute(Folder);
  while (path::has_relative_path(Folder)) {
    path::remove_filename(Folder);
    llvm::SmallString<256> Candidate(Folder);
    path::append(Candidate, Wanted);
    if (llvm::sys::fs::exists(Candidate))
      return Candidate.str().str();
    if (Folder == path::root_path(Folder))
      break;
  }
  return std::nullopt;
}

} // namespace

OptionReader::OptionReader(llvm::StringRef CheckName,
                           clang::tidy::ClangTidyContext &Context) {
  const auto &All = Context.getOptions().CheckOptions;
  ClangTidyCheck::OptionsView Own(CheckName, All, &Context);
  ClangTidyCheck::OptionsView Shared("session-*", All, &Context);
  for (const Named &O : AllOptions)
    Written.*O.Value =
        Own.get(O.Name, Shared.get(O.Name, O.Default)).trim().str();
  for (const KindOption &O : KindOptions)
    if (O.Check == CheckName)
      Kinds.push_back({O.Name, O.Tag, Own.get(O.Name, O.Default).trim().str()});
}

void OptionReader::store(
    const ClangTidyCheck::OptionsView &View,
    clang::tidy::ClangTidyOptions::OptionMap &Options) const {
  for (const Named &O : AllOptions)
    View.store(Options, O.Name, llvm::StringRef(Written.*O.Value));
  for (const WrittenKind &K : Kinds)
    View.store(Options, K.Name, llvm::StringRef(K.Value));
}

bool OptionReader::wants(llvm::StringRef Tag) const {
  return llvm::none_of(Kinds, [&](const WrittenKind &K) {
    return K.Tag == Tag && (K.Value == "false" || K.Value == "0");
  });
}

pipeline::Configuration
OptionReader::read(llvm::StringRef MainFile,
                   std::vector<std::string> &Problems) const {
  pipeline::Configuration Config;
  Config.AllContracts = false;
  if (Written.Confidence != "likely" && Written.Confidence != "definite")
    Problems.push_back("option Confidence: '" + Written.Confidence +
                       "' is not understood; write definite or likely");
  auto Bool = [&](const char *Name, const std::string &Text) {
    return readBool(Name, Text, Problems);
  };
  Config.Checks.ForeignMayThrow =
      Bool("ForeignMayThrow", Written.ForeignMayThrow);
  Config.Checks.AnyException = Bool("AnyException", Written.AnyException);
  Config.Checks.ReportInMain = Bool("ReportInMain", Written.ReportInMain);
  for (const WrittenKind &K : Kinds)
    Bool(K.Name, K.Value);
  Config.NoThrow = splitList(Written.NoThrow);
  Config.ProjectFile = findUpwards(".session-tidy.yaml", MainFile).value_or("");
  for (const std::string &Wanted : splitList(Written.Models)) {
    if (std::optional<std::string> Found = findUpwards(Wanted, MainFile))
      Config.ModelPaths.push_back(*Found);
    else
      Problems.push_back("option Models: no file or folder '" + Wanted +
                         "' next to " + MainFile.str() +
                         " or in a folder above it; these models are not used");
  }
  return Config;
}
