//===- ContractAttributes.h - Contracts that stand in the code -*- C++ -*-===//
//
// Finds what attributes of declarations say of sessions. What it means is the
// pipeline's matter (CodeContracts); here each becomes a line of text:
//
//   acquire return, acquire *arg1     acquire_handle("session")
//   use arg0, release arg0            use_handle, release_handle
//   malloc shop::close                malloc(shop::close)
//   session:close: arg0               [[clang::annotate("session:close:
//   arg0")]]
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_LOWERING_CONTRACTATTRIBUTES_H
#define SESSION_TIDY_LOWERING_CONTRACTATTRIBUTES_H

#include <string>
#include <vector>

namespace clang {
class ASTContext;
}

namespace session::lowering {

/// What a function's result tells of its success.
enum class ResultSort { Nothing, Pointer, Bool, Code };

struct SaidContract {
  std::string Name;    ///< qualified, as models write it
  std::string Display; ///< as messages call it
  std::string File;
  unsigned Line = 0, Column = 0;
  ResultSort Result = ResultSort::Nothing;
  std::string ResultRecord;                  ///< behind its pointers, or ""
  std::vector<std::string> ParameterRecords; ///< one for each parameter
  std::vector<std::string> Lines;            ///< of all declarations, each once
};

/// Of every function that is declared in the unit and has such attributes.
std::vector<SaidContract> contractsInCode(clang::ASTContext &Context);

} // namespace session::lowering

#endif
