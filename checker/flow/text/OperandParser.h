//===- OperandParser.h - Reads places and operands -------------*- C++ -*-===//
//
// `(*this).conn_`, `p->next[]`, `&x`, `"a" | "b"`, `@work`, `?`: everything
// that an instruction reads or writes.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_FLOW_TEXT_OPERANDPARSER_H
#define SESSION_TIDY_FLOW_TEXT_OPERANDPARSER_H

#include "flow/text/GraphNames.h"

namespace session::flow {

class OperandParser {
public:
  OperandParser(GraphNames &Names, SymbolNames &Symbols, TokenStream &In)
      : Names(Names), Symbols(Symbols), In(In) {}

  Place place() { return place(0); }
  Operand operand();

private:
  Place place(unsigned Depth);
  Place root(unsigned Depth);
  NameId fieldName();
  Operand texts();

  GraphNames &Names;
  SymbolNames &Symbols;
  TokenStream &In;
};

} // namespace session::flow

#endif
