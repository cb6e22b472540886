struct bank *bank_open(const char *);
